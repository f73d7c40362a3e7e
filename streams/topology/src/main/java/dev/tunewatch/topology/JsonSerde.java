package dev.tunewatch.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Rows of our own stores; one that cannot be read is a bug, not input, and stops the stream. */
final class JsonSerde {

  private JsonSerde() {}

  static <T> Serde<T> of(Class<T> type) {
    ObjectWriter writer = EventJson.mapper().writerFor(type);
    ObjectReader reader = EventJson.mapper().readerFor(type);
    return Serdes.serdeFrom(
        (topic, value) -> write(writer, value), (topic, bytes) -> read(reader, bytes, type));
  }

  private static byte @Nullable [] write(ObjectWriter writer, @Nullable Object value) {
    try {
      return value == null ? null : writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new SerializationException("could not write a store's row", e);
    }
  }

  @SuppressWarnings("NullAway") // a serde answers null for null
  private static <T> T read(ObjectReader reader, byte @Nullable [] bytes, Class<T> type) {
    try {
      return bytes == null ? null : type.cast(reader.readValue(bytes));
    } catch (IOException e) {
      throw new SerializationException("could not read a store's row", e);
    }
  }
}
