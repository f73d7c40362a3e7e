package dev.tunewatch.bus;

import dev.tunewatch.events.TopicSpec;
import dev.tunewatch.events.TopicSpec.Spread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Writes and reads a topic of one partition. */
final class Records {

  static final TopicSpec ONE = TopicSpec.compacted("one.v1", "k", "v", Spread.SINGLE);

  private Records() {}

  static void provision(KafkaSettings kafka) {
    try (Admin admin = Clients.admin(kafka)) {
      new Provisioning(admin, kafka).apply(List.of(ONE));
    }
  }

  static ProducerRecord<byte[], byte[]> record(KafkaSettings kafka, String key, String value) {
    return new ProducerRecord<>(kafka.named(ONE.name()), bytes(key), bytes(value));
  }

  static void commit(KafkaSettings kafka, String id, int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer = Clients.transactionalProducer(kafka, id)) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = from; i < to; i++) {
        producer.send(record(kafka, "k" + i, "v" + i));
      }
      producer.commitTransaction();
    }
  }

  static List<String> values(KafkaSettings kafka) {
    return all(kafka).stream().map(record -> text(record.value())).toList();
  }

  /** Every committed record up to the present end. */
  static List<ConsumerRecord<byte[], byte[]>> all(KafkaSettings kafka) {
    TopicPartition partition = new TopicPartition(kafka.named(ONE.name()), 0);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "reader")) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).values().iterator().next();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
