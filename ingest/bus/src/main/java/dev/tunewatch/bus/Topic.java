package dev.tunewatch.bus;

import dev.tunewatch.events.TopicSpec;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic with the types of its key and value.
 *
 * @param spec its contract
 * @param name its full name in this installation
 * @param keySerde how keys are written
 * @param valueSerde how values are written
 */
public record Topic<K, V>(TopicSpec spec, String name, Serde<K> keySerde, Serde<V> valueSerde) {

  /** The topic of this contract in an installation. */
  public static <K, V> Topic<K, V> of(
      TopicSpec spec, KafkaSettings kafka, Serde<K> keySerde, Serde<V> valueSerde) {
    return new Topic<>(spec, kafka.named(spec.name()), keySerde, valueSerde);
  }
}
