package dev.tunewatch.assessments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.MalformedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON form of {@link History}. Schema: {@code history.schema.json} beside this class. */
public final class HistoryCodec {

  /** The version of the contract; it changes only with a breaking change. */
  public static final int VERSION = 1;

  private HistoryCodec() {}

  /** Writes UTF-8 JSON, byte-equal for equal histories. */
  public static byte[] encode(History history) {
    ObjectNode json = EventJson.mapper().createObjectNode().put("v", VERSION);
    json.setAll((ObjectNode) EventJson.mapper().valueToTree(history));
    try {
      return EventJson.mapper().writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static History decode(byte @Nullable [] bytes) throws MalformedEvent {
    JsonNode json = EventJson.readObject(bytes, VERSION);
    try {
      return EventJson.mapper().treeToValue(json, History.class);
    } catch (IOException | RuntimeException notThisContract) {
      throw MalformedEvent.because(notThisContract);
    }
  }
}
