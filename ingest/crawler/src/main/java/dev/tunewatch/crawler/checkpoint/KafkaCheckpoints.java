package dev.tunewatch.crawler.checkpoint;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.IngestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads {@code checkpoints.v1}, a single compacted partition, from its beginning to what is its end
 * when the reading starts, once all of that is committed or aborted.
 */
public final class KafkaCheckpoints implements Checkpoints {

  /** The broker ends an open transaction after 60 seconds, and looks for such every 10. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

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

  /**
   * The end of all that was written, committed or not. A lane that was killed within a transaction
   * leaves it open, and until its successor or the broker ends it, rows that other lanes committed
   * behind it are hidden: a reader that stopped at what it can see would take an old row for the
   * last one, and its lane would publish again what is published.
   */
  private long end(TopicPartition partition) throws InterruptedException {
    try (Admin admin = Clients.admin(kafka)) {
      return admin
          .listOffsets(
              Map.of(partition, OffsetSpec.latest()),
              new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .partitionResult(partition)
          .get()
          .offset();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof KafkaException unavailable) {
        throw unavailable;
      }
      throw new KafkaException("checkpoints could not be read", failed);
    }
  }

  private Map<String, byte[]> readAll(String key, Predicate<String> wanted)
      throws InterruptedException {
    TopicPartition partition = new TopicPartition(kafka.named(IngestTopics.CHECKPOINTS.name()), 0);
    Map<String, byte[]> found = new LinkedHashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        Clients.consumer(kafka, "ingest.checkpoints." + key.replace('/', '.'))) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = end(partition);
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
