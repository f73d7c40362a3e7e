package dev.tunewatch.benchmarks;

import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.Clients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** What was published of clusters between two moments. */
final class Assessed {

  private final Set<String> clusters = new HashSet<>();
  private final Set<String> causes = new HashSet<>();
  private long records;

  private Assessed() {}

  /** The ends of the topic now, to read from later. */
  static Map<TopicPartition, Long> now(Installation installation) {
    return installation.ends(installation.kafka().named(StreamsTopics.ASSESSMENTS.name()));
  }

  /** All that was committed behind these ends. */
  static Assessed since(Installation installation, Map<TopicPartition, Long> from) {
    Map<TopicPartition, Long> to = new HashMap<>(now(installation));
    Assessed assessed = new Assessed();
    try (KafkaConsumer<byte[], byte[]> consumer =
        Clients.consumer(installation.kafka(), "bench-assessed")) {
      consumer.assign(to.keySet());
      from.forEach(consumer::seek);
      while (to.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(assessed::take);
      }
    }
    return assessed;
  }

  Report.Late late(String what, double seconds) {
    return new Report.Late(what, clusters.size(), records, causes.size(), seconds);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    records++;
    clusters.add(new String(record.key(), StandardCharsets.UTF_8));
    Header cause = record.headers().lastHeader("ce_cause");
    causes.add(cause == null ? "" : new String(cause.value(), StandardCharsets.UTF_8));
  }
}
