package dev.tunewatch.crawler;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import dev.tunewatch.events.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What is committed on a topic now, whole. */
final class Log {

  private Log() {}

  static List<ConsumerRecord<byte[], byte[]>> of(KafkaSettings kafka, TopicSpec topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "log")) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(kafka.named(topic.name())).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = ends(kafka, consumer, partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /**
   * A commit is confirmed a moment before its markers stand in every partition, so what lies behind
   * the last marker is waited for; not for long, as what a killed writer left open stays open.
   */
  private static Map<TopicPartition, Long> ends(
      KafkaSettings kafka,
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions) {
    long deadline = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    try (Admin admin = Clients.admin(kafka)) {
      Map<TopicPartition, Long> written =
          admin.listOffsets(latest).all().get().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
      Map<TopicPartition, Long> committed = consumer.endOffsets(partitions);
      while (!written.equals(committed) && System.nanoTime() < deadline) {
        committed = consumer.endOffsets(partitions);
      }
      return committed;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** The parts of a kind in a log that also holds identities and parts taken back. */
  static List<ReleasePart> releaseParts(KafkaSettings kafka, PartKind kind) {
    List<ReleasePart> parts = new ArrayList<>();
    for (var record : of(kafka, IngestTopics.RELEASES)) {
      if (record.value() != null
          && new String(record.key(), StandardCharsets.UTF_8).endsWith("#" + kind.wireName())) {
        try {
          parts.add(ReleasePartCodec.decode(record.value()));
        } catch (MalformedEvent e) {
          throw new AssertionError(e);
        }
      }
    }
    return parts;
  }

  static List<ReleasePart> parts(KafkaSettings kafka, PartKind kind) {
    List<ReleasePart> parts = new ArrayList<>();
    for (var record : of(kafka, IngestTopics.RELEASES)) {
      try {
        ReleasePart part = ReleasePartCodec.decode(record.value());
        if (part.body().part() == kind) {
          parts.add(part);
        }
      } catch (MalformedEvent e) {
        throw new AssertionError(e);
      }
    }
    return parts;
  }
}
