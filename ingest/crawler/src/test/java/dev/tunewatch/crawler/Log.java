package dev.tunewatch.crawler;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.WholeReading;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is committed on a topic now, whole. */
final class Log {

  private Log() {}

  static List<ConsumerRecord<byte[], byte[]>> of(KafkaSettings kafka, TopicSpec topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try {
      // Not to the end where a killed writer left a transaction open: it stays open for a minute.
      var unused =
          WholeReading.of(
              kafka, "log", kafka.named(topic.name()), Duration.ofSeconds(3), records::add);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return records;
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
