package dev.tunewatch.bus;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients with the guarantees that the product's promises rest on. */
public final class Clients {

  private Clients() {}

  /** An administrator. */
  public static Admin admin(KafkaSettings kafka) {
    return Admin.create(properties(kafka));
  }

  /**
   * A producer whose writes become visible together. The caller calls {@code initTransactions()}
   * first, which fences every older producer of the same name.
   *
   * @param transactionalId without prefix, one for each hub and lane
   */
  public static KafkaProducer<byte[], byte[]> transactionalProducer(
      KafkaSettings kafka, String transactionalId) {
    Map<String, Object> properties = properties(kafka);
    properties.put("transactional.id", kafka.named(transactionalId));
    properties.put("client.id", kafka.named(transactionalId));
    properties.put("acks", "all");
    properties.put("compression.type", "zstd");
    // A backfill compresses gigabytes of JSON that is alike; more effort saves next to nothing.
    properties.put("compression.zstd.level", 1);
    // A commit sends what is there at once, so this delays nobody; it lets batches fill, of which
    // each costs a request and a compressor.
    properties.put("linger.ms", 50);
    properties.put("batch.size", 128 * 1024);
    properties.put("max.request.size", 8 * 1024 * 1024);
    // Of two batches under way, the first of a transaction may be overtaken while the broker
    // verifies it; the second is then refused as out of order and sent again after a tenth of a
    // second.
    properties.put("max.in.flight.requests.per.connection", 1);
    properties.put("transaction.timeout.ms", 60_000);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** An idempotent producer outside any transaction, for dead letters and status. */
  public static KafkaProducer<byte[], byte[]> producer(KafkaSettings kafka, String clientId) {
    Map<String, Object> properties = properties(kafka);
    properties.put("client.id", kafka.named(clientId));
    properties.put("acks", "all");
    properties.put("compression.type", "zstd");
    properties.put("max.request.size", 8 * 1024 * 1024);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * A consumer of committed records that keeps no offsets at the broker: its positions belong to
   * whoever stores what was consumed.
   */
  public static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka, String clientId) {
    Map<String, Object> properties = properties(kafka);
    properties.put("client.id", kafka.named(clientId));
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "none");
    properties.put("allow.auto.create.topics", false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Without the clients' own metrics over JMX and to the broker, which nobody reads: ours are in
   * Prometheus. Making and removing some hundred of them is most of what a short-lived client
   * costs.
   */
  private static Map<String, Object> properties(KafkaSettings kafka) {
    Map<String, Object> properties = kafka.clientProperties();
    properties.putIfAbsent("metric.reporters", "");
    properties.putIfAbsent("enable.metrics.push", false);
    return properties;
  }
}
