package dev.tunewatch.app.scenario;

import dev.tunewatch.app.run.RunningKafka;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.MalformedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what a standalone process has committed to its own Kafka. */
final class PublishedParts {

  private PublishedParts() {}

  /** How often each key stands in a topic of that data folder, over all committed records. */
  static Map<String, Integer> keyCounts(Path data, String topic) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), 0)) {
      KafkaSettings kafka = KafkaSettings.local(broker.bootstrapServers());
      Map<String, Integer> counts = new LinkedHashMap<>();
      try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "test")) {
        for (ConsumerRecord<byte[], byte[]> record : all(consumer, kafka.named(topic))) {
          counts.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum);
        }
      }
      return counts;
    }
  }

  /** What the process that runs on that data folder said last of a cluster. */
  static Optional<Assessment.State> lastWord(Path data, String clusterId) throws MalformedEvent {
    KafkaSettings kafka = KafkaSettings.local(RunningKafka.addressIn(data));
    Optional<Assessment.State> last = Optional.empty();
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "test")) {
      for (ConsumerRecord<byte[], byte[]> record :
          all(consumer, kafka.named(StreamsTopics.ASSESSMENTS.name()))) {
        if (record.value() != null
            && new String(record.key(), StandardCharsets.UTF_8).equals(clusterId)) {
          last = Optional.of(AssessmentCodec.decode(record.value()).state());
        }
      }
    }
    return last;
  }

  private static List<ConsumerRecord<byte[], byte[]>> all(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(Duration.ofMillis(200)).forEach(records::add);
    }
    return records;
  }
}
