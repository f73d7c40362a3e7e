package dev.tunewatch.bus;

import java.util.HashMap;
import java.util.Map;

/**
 * How to reach Kafka and under which names.
 *
 * @param bootstrapServers {@code host:port[,host:port]}
 * @param prefix in front of every topic, group and transactional id, for example {@code tunewatch.}
 * @param partitions of a partitioned topic; fixed at birth
 * @param replication factor of every topic
 * @param client further client properties (security), passed to every client as they are
 */
public record KafkaSettings(
    String bootstrapServers,
    String prefix,
    int partitions,
    int replication,
    Map<String, String> client) {

  /** The prefix where none is configured. */
  public static final String DEFAULT_PREFIX = "tunewatch.";

  public KafkaSettings {
    if (partitions < 1 || replication < 1) {
      throw new IllegalArgumentException("partitions and replication are at least 1");
    }
    client = Map.copyOf(client);
  }

  /** A single local broker: 4 partitions, one replica. */
  public static KafkaSettings local(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, DEFAULT_PREFIX, 4, 1, Map.of());
  }

  /** The full name of a topic, group or transactional id. */
  public String named(String name) {
    return prefix + name;
  }

  /** The properties that every client starts from. */
  public Map<String, Object> clientProperties() {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrapServers + ", " + prefix + ", partitions=" + partitions + "]";
  }
}
