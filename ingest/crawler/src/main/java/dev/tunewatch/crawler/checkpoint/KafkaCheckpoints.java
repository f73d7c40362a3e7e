package dev.tunewatch.crawler.checkpoint;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.IngestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads {@code checkpoints.v1}, a single compacted partition, from its beginning to the end of what
 * is committed when the reading starts.
 */
public final class KafkaCheckpoints implements Checkpoints {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaSettings kafka;

  /** Reads from that installation. */
  public KafkaCheckpoints(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  @Override
  public Optional<byte[]> read(String key) throws InterruptedException {
    return Optional.ofNullable(readAll(key, row -> row.equals(key)).get(key));
  }

  @Override
  public Map<String, byte[]> readAll(String key) throws InterruptedException {
    return readAll(key, row -> row.equals(key) || row.startsWith(key + "/"));
  }

  private Map<String, byte[]> readAll(String key, Predicate<String> wanted)
      throws InterruptedException {
    TopicPartition partition = new TopicPartition(kafka.named(IngestTopics.CHECKPOINTS.name()), 0);
    Map<String, byte[]> found = new LinkedHashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        Clients.consumer(kafka, "ingest.checkpoints." + key.replace('/', '.'))) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          String row = new String(record.key(), StandardCharsets.UTF_8);
          if (!wanted.test(row)) {
            continue;
          }
          if (record.value() == null) {
            found.remove(row);
          } else {
            found.put(row, record.value());
          }
        }
        if (System.nanoTime() - deadline > 0) {
          throw new TimeoutException("checkpoints could not be read within " + PATIENCE);
        }
      }
      return found;
    } catch (InterruptException interrupted) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while reading checkpoints");
    }
  }
}
