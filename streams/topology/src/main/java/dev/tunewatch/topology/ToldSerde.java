package dev.tunewatch.topology;

import dev.tunewatch.topology.inspect.Told;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Rows of what was told. Nearly all of them say that nothing was, and are read with every part of
 * every release; so this one is known by its bytes.
 */
final class ToldSerde {

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

  private ToldSerde() {}

  static Serde<Told> rows() {
    Serde<Told> json = JsonSerde.of(Told.class);
    return Serdes.serdeFrom(
        (topic, told) ->
            Told.NOTHING.equals(told) ? NOTHING.clone() : json.serializer().serialize(topic, told),
        (topic, bytes) -> read(json, topic, bytes));
  }

  @SuppressWarnings("NullAway") // a serde answers null for null
  private static Told read(Serde<Told> json, String topic, byte @Nullable [] bytes) {
    return Arrays.equals(bytes, NOTHING)
        ? Told.NOTHING
        : json.deserializer().deserialize(topic, bytes);
  }
}
