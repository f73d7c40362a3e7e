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

/** The one form of all values here: a JSON object with the version of its contract in front. */
final class VersionedJson<T> {

  private final int version;
  private final ObjectReader reader;

  VersionedJson(int version, Class<T> type) {
    this.version = version;
    this.reader = EventJson.mapper().readerFor(type);
  }

  byte[] encode(T value) {
    ObjectNode json = EventJson.mapper().createObjectNode().put("v", version);
    json.setAll((ObjectNode) EventJson.mapper().valueToTree(value));
    try {
      return EventJson.mapper().writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  T decode(byte @Nullable [] bytes) throws MalformedEvent {
    JsonNode json = EventJson.readObject(bytes, version);
    try {
      return reader.readValue(json);
    } catch (IOException | RuntimeException notThisContract) {
      throw MalformedEvent.because(notThisContract);
    }
  }
}
