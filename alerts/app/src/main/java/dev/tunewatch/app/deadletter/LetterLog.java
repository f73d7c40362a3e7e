package dev.tunewatch.app.deadletter;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.KafkaUnavailable;
import dev.tunewatch.bus.LetterId;
import dev.tunewatch.bus.RedriveMark;
import dev.tunewatch.events.IngestTopics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code dead-letters.v1}: what lies there now, letters and marks folded together. Bodies are
 * not kept while reading, and of a flood the newest letters are enough.
 */
public final class LetterLog implements AutoCloseable {

  /** Letters of all partitions together that are looked at, the newest. */
  static final int MOST_LETTERS = 200_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;

  /** Opens the log of an installation. */
  public LetterLog(KafkaSettings kafka) {
    this.consumer = Clients.consumer(kafka, "dead-letters");
    this.topic = kafka.named(IngestTopics.DEAD_LETTERS.name());
  }

  /** The letters that are meant, oldest first. */
  public List<Letter> read(LetterFilter filter) {
    Map<LetterId, Seen> seen = new HashMap<>();
    List<RedriveMark> marks = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records()) {
      RedriveMark.of(record.headers())
          .ifPresentOrElse(marks::add, () -> seen.put(idOf(record), Seen.of(record)));
    }
    Map<LetterId, RedriveMark.Outcome> closed = new HashMap<>();
    Map<Long, Integer> attempts = new HashMap<>();
    for (RedriveMark mark : marks) {
      Seen letter = seen.get(mark.letter());
      if (letter == null) {
        continue;
      }
      if (mark.outcome().closes()) {
        closed.put(mark.letter(), mark.outcome());
      }
      if (mark.outcome() != RedriveMark.Outcome.SUPERSEDED) {
        attempts.merge(letter.fingerprint, 1, Integer::sum);
      }
    }
    List<Letter> letters = new ArrayList<>();
    seen.forEach(
        (id, letter) -> {
          Letter whole =
              new Letter(
                  id,
                  letter.at,
                  letter.what,
                  letter.bytes,
                  attempts.getOrDefault(letter.fingerprint, 0),
                  Optional.ofNullable(closed.get(id)));
          if (filter.matches(whole)) {
            letters.add(whole);
          }
        });
    letters.sort(
        Comparator.comparing(Letter::at)
            .thenComparing(letter -> letter.id().partition())
            .thenComparing(letter -> letter.id().offset()));
    return letters;
  }

  /** The original bytes of a letter; empty where none were kept or it is gone by now. */
  public Optional<byte[]> body(LetterId id) {
    TopicPartition partition = new TopicPartition(topic, id.partition());
    consumer.assign(List.of(partition));
    consumer.seek(partition, id.offset());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        return record.offset() == id.offset()
            ? Optional.ofNullable(record.value())
            : Optional.empty();
      }
      if (consumer.position(partition) > id.offset()) {
        return Optional.empty();
      }
    }
    throw new KafkaUnavailable("dead letter " + id + " could not be read", null);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static LetterId idOf(ConsumerRecord<byte[], byte[]> record) {
    return new LetterId(record.partition(), record.offset());
  }

  /** What is kept of a letter while the log is read. */
  private record Seen(DeadLetter what, Instant at, int bytes, long fingerprint) {

    static Seen of(ConsumerRecord<byte[], byte[]> record) {
      return new Seen(
          DeadLetter.of(record.headers(), record.key(), null),
          Instant.ofEpochMilli(record.timestamp()),
          record.value() == null ? 0 : record.value().length,
          fingerprint(record));
    }

    /** Equal for the same bytes under the same key, refused by the same stage. */
    private static long fingerprint(ConsumerRecord<byte[], byte[]> record) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        DeadLetter letter = DeadLetter.of(record.headers(), record.key(), null);
        digest.update(letter.stage().getBytes(StandardCharsets.UTF_8));
        update(digest, record.key());
        update(digest, record.value());
        return ByteBuffer.wrap(digest.digest()).getLong();
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    private static void update(MessageDigest digest, byte @Nullable [] bytes) {
      digest.update((byte) 0);
      if (bytes != null) {
        digest.update(bytes);
      }
    }
  }

  /** One pass over all partitions, up to the end that stands when it begins. */
  private Iterable<ConsumerRecord<byte[], byte[]>> records() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long each = MOST_LETTERS / Math.max(1, partitions.size());
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, begin) ->
                consumer.seek(partition, Math.max(begin, ends.getOrDefault(partition, 0L) - each)));
    return () -> new Polls(consumer, ends);
  }
}
