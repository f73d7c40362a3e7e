package dev.tunewatch.app.scenario;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.bus.KafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what a stopped standalone process has committed to its own Kafka. */
final class PublishedParts {

  private PublishedParts() {}

  /** How often each key stands in a topic of that data folder, over all committed records. */
  static Map<String, Integer> keyCounts(Path data, String topic) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), 0)) {
      KafkaSettings kafka = KafkaSettings.local(broker.bootstrapServers());
      Map<String, Integer> counts = new LinkedHashMap<>();
      try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "test")) {
        List<TopicPartition> partitions =
            consumer.partitionsFor(kafka.named(topic)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream()
            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            counts.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum);
          }
        }
      }
      return counts;
    }
  }
}
