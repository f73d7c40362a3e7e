package dev.tunewatch.assessments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.MalformedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON form of {@link Verdict}, {@code {"v":1,"subject":…}}. Schema: {@code verdict.schema.json}
 * beside this class.
 */
public final class VerdictCodec {

  /** The version of the contract; it changes only with a breaking change. */
  public static final int VERSION = 1;

  private static final ObjectReader READER = EventJson.mapper().readerFor(Verdict.class);

  private VerdictCodec() {}

  /** Writes UTF-8 JSON, byte-equal for equal verdicts. */
  public static byte[] encode(Verdict verdict) {
    ObjectNode json = EventJson.mapper().createObjectNode();
    json.put("v", VERSION);
    json.setAll((ObjectNode) EventJson.mapper().valueToTree(verdict));
    try {
      return EventJson.mapper().writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads what {@link #encode} wrote, in this version of the contract or any earlier one.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static Verdict decode(byte @Nullable [] bytes) throws MalformedEvent {
    JsonNode json = EventJson.readObject(bytes, VERSION);
    try {
      return READER.readValue(json);
    } catch (IOException | RuntimeException notThisContract) {
      throw MalformedEvent.because(notThisContract);
    }
  }
}
