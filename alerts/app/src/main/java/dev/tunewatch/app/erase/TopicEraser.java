package dev.tunewatch.app.erase;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/** Writes tombstones, all of them or none that a reader of committed records sees. */
public final class TopicEraser {

  private final KafkaSettings kafka;

  /** Works in this Kafka. */
  public TopicEraser(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Returns when they are committed. */
  public void write(List<Tombstones> tombstones) {
    try (KafkaProducer<byte[], byte[]> producer =
        Clients.transactionalProducer(kafka, "tunewatch.erase")) {
      producer.initTransactions();
      producer.beginTransaction();
      for (Tombstones one : tombstones) {
        String topic = kafka.named(one.topic().name());
        int partitions = producer.partitionsFor(topic).size();
        byte[] place = one.place().getBytes(StandardCharsets.UTF_8);
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topic,
                    Utils.toPositive(Utils.murmur2(place)) % partitions,
                    one.key().getBytes(StandardCharsets.UTF_8),
                    null));
      }
      producer.commitTransaction();
    }
  }
}
