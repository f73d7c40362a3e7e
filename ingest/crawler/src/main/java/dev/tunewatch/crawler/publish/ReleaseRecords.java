package dev.tunewatch.crawler.publish;

import dev.tunewatch.bus.CloudEvents;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.IdentityCodec;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How what is known of a release is written to {@code releases.v1}. One of these serves a batch,
 * whose records mostly have their time and kind in common.
 */
public final class ReleaseRecords {

  private final String topic;
  private final int partitions;
  private final String source;
  private final Map<PartKind, Stamp> stamps = new EnumMap<>(PartKind.class);

  /** The attributes of the parts of one kind, as they were last. */
  private record Stamp(Instant at, CloudEvents.Shared attributes) {}

  /**
   * Writes so.
   *
   * @param source who says so, for example {@code /ingest/huggingface/live}
   */
  public ReleaseRecords(KafkaSettings kafka, String source) {
    this.topic = kafka.named(IngestTopics.RELEASES.name());
    this.partitions = kafka.partitions();
    this.source = source;
  }

  /** The record of a part. */
  public ProducerRecord<byte[], byte[]> of(Publishable publishable) {
    ReleasePart part = publishable.part();
    String key = publishable.key();
    return new ProducerRecord<>(
        topic,
        Partitioning.ofRelease(key, partitions),
        publishable.at().toEpochMilli(),
        key.getBytes(StandardCharsets.UTF_8),
        part == null ? null : ReleasePartCodec.encode(part),
        attributes(publishable.kind(), publishable.at()).with(EventIds.of(publishable)));
  }

  /** The record of an identity. */
  public ProducerRecord<byte[], byte[]> of(Identity identity) {
    CloudEvents.Shared attributes =
        new CloudEvents.Shared("dev.tunewatch.release.identity", source, identity.observedAt());
    return new ProducerRecord<>(
        topic,
        Partitioning.ofRelease(identity.key(), partitions),
        identity.observedAt().toEpochMilli(),
        identity.key().getBytes(StandardCharsets.UTF_8),
        IdentityCodec.encode(identity),
        attributes.with(EventIds.of(identity)));
  }

  private CloudEvents.Shared attributes(PartKind kind, Instant at) {
    Stamp last = stamps.get(kind);
    if (last == null || !last.at().equals(at)) {
      String type = "dev.tunewatch.release." + kind.wireName();
      last = new Stamp(at, new CloudEvents.Shared(type, source, at));
      stamps.put(kind, last);
    }
    return last.attributes();
  }
}
