package dev.tunewatch.crawler.publish;

import dev.tunewatch.bus.CloudEvents;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.IdentityCodec;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How what is known of a release is written to {@code releases.v1}. */
public final class ReleaseRecords {

  private ReleaseRecords() {}

  /**
   * The record of a part.
   *
   * @param source who says so, for example {@code /ingest/huggingface/live}
   */
  public static ProducerRecord<byte[], byte[]> of(
      KafkaSettings kafka, Publishable publishable, String source) {
    ReleasePart part = publishable.part();
    String key = publishable.key();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            kafka.named(IngestTopics.RELEASES.name()),
            Partitioning.ofRelease(key, kafka.partitions()),
            publishable.at().toEpochMilli(),
            key.getBytes(StandardCharsets.UTF_8),
            part == null ? null : ReleasePartCodec.encode(part));
    CloudEvents.write(
        record.headers(),
        EventIds.of(publishable),
        "dev.tunewatch.release." + publishable.kind().wireName(),
        source,
        publishable.at());
    return record;
  }

  /** The record of an identity. */
  public static ProducerRecord<byte[], byte[]> of(
      KafkaSettings kafka, Identity identity, String source) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            kafka.named(IngestTopics.RELEASES.name()),
            Partitioning.ofRelease(identity.key(), kafka.partitions()),
            identity.observedAt().toEpochMilli(),
            identity.key().getBytes(StandardCharsets.UTF_8),
            IdentityCodec.encode(identity));
    CloudEvents.write(
        record.headers(),
        EventIds.of(identity),
        "dev.tunewatch.release.identity",
        source,
        identity.observedAt());
    return record;
  }
}
