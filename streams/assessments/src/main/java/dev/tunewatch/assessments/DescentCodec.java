package dev.tunewatch.assessments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.MalformedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON form of {@link Descent}. Schema: {@code lineage.schema.json} beside this class. */
public final class DescentCodec {

  /** The version of the contract; it changes only with a breaking change. */
  public static final int VERSION = 1;

  private DescentCodec() {}

  /** Writes UTF-8 JSON, byte-equal for equal descents. */
  public static byte[] encode(Descent descent) {
    ObjectNode json = EventJson.mapper().createObjectNode().put("v", VERSION);
    json.setAll((ObjectNode) EventJson.mapper().valueToTree(descent));
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
  public static Descent decode(byte @Nullable [] bytes) throws MalformedEvent {
    JsonNode json = EventJson.readObject(bytes, VERSION);
    try {
      return EventJson.mapper().treeToValue(json, Descent.class);
    } catch (IOException | RuntimeException notThisContract) {
      throw MalformedEvent.because(notThisContract);
    }
  }
}
