package dev.tunewatch.assessments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.MalformedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The one form of all values here: a JSON object with the version of its contract in front. */
final class VersionedJson<T> {

  private final int version;
  private final byte[] front;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  VersionedJson(int version, Class<T> type) {
    this.version = version;
    this.front = front(version);
    this.writer = EventJson.mapper().writerFor(type);
    this.reader = EventJson.mapper().readerFor(type);
  }

  /** {@code {"v":1,} */
  private static byte[] front(int version) {
    try {
      byte[] json =
          EventJson.mapper()
              .writeValueAsBytes(EventJson.mapper().createObjectNode().put("v", version));
      json[json.length - 1] = ',';
      return json;
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
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

  /**
   * The same bytes without a tree of them first, in half the time; only for what is never empty and
   * holds no number of ten or more with decimals, which the tree writes in a form of its own.
   */
  byte[] encodeDirectly(T value) {
    try {
      byte[] object = writer.writeValueAsBytes(value);
      byte[] json = Arrays.copyOf(front, front.length + object.length - 1);
      System.arraycopy(object, 1, json, front.length, object.length - 1);
      return json;
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
