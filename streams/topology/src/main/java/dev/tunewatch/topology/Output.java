package dev.tunewatch.topology;

import dev.tunewatch.bus.CloudEvents;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.topology.cluster.Digest;
import dev.tunewatch.topology.inspect.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What a stage hands on: a result for its own topic, a wish to ingest, a message between nodes of
 * the family graph, a history, a descent, a verdict that follows its cluster, or a refused record.
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
sealed interface Output {

  /** Above this a dead letter leaves the body out; the position tells where the original lies. */
  int MAX_DEAD_LETTER_BYTES = 4 * 1024 * 1024;

  /** The value as it is written. */
  byte @Nullable [] bytes();

  /** A finding or an assessment. */
  record Result(byte[] bytes) implements Output {}

  /** A wish to ingest, for {@code watch.v1}. */
  record Wished(byte[] bytes) implements Output {}

  /** What one node of the family graph says to another, for {@code lineage-messages.v1}. */
  record Message(byte[] bytes) implements Output {}

  /** A verdict that follows its cluster to where that moved, for {@code verdicts.v1}. */
  record Followed(byte[] bytes) implements Output {}

  /** What a release was and is no longer, for {@code history.v1}. */
  record Chronicled(byte[] bytes) implements Output {}

  /** Where a release comes from, for {@code lineage.v1}; null of one that has no parents now. */
  record Descended(byte @Nullable [] bytes) implements Output {}

  /** A record that could not be used, as it came. */
  record Refused(byte @Nullable [] bytes) implements Output {}

  /**
   * What inspect says under a key, with its attributes; the same value has the same id.
   *
   * @param type of the event, CloudEvents
   * @param at of the event, milliseconds; also the record's timestamp
   */
  static Record<Bytes, Output> event(String key, Output output, String type, long at) {
    Record<Bytes, Output> record =
        new Record<>(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)), output, at);
    byte[] value = output.bytes();
    if (value != null) {
      CloudEvents.write(
          record.headers(),
          key + "@" + Digest.of(value),
          type,
          "/streams/inspect",
          Instant.ofEpochMilli(at));
    }
    return record;
  }

  /** The dead letter for the record that is being processed. */
  @SuppressWarnings("NullAway") // it does not read the annotation of an array-typed parameter
  static Record<Bytes, Output> refused(
      ProcessorContext<?, ?> context,
      String stage,
      Refusal refusal,
      Bytes key,
      byte @Nullable [] value,
      long timestamp) {
    byte[] body = value == null || value.length > MAX_DEAD_LETTER_BYTES ? null : value;
    String position =
        context
            .recordMetadata()
            .map(at -> at.topic() + "-" + at.partition() + "@" + at.offset())
            .orElse("unknown");
    DeadLetter letter =
        new DeadLetter(stage, refusal.reason().label(), refusal.error(), position, key.get(), body);
    Record<Bytes, Output> record = new Record<>(key, new Refused(body), timestamp);
    letter.toRecord("-").headers().forEach(record.headers()::add);
    return record;
  }
}
