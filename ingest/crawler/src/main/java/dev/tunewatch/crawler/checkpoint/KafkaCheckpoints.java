package dev.tunewatch.crawler.checkpoint;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.IngestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
    TopicPartition partition = new TopicPartition(kafka.named(IngestTopics.CHECKPOINTS.name()), 0);
    Optional<byte[]> found = Optional.empty();
    try (KafkaConsumer<byte[], byte[]> consumer =
        Clients.consumer(kafka, "ingest.checkpoints." + key.replace('/', '.'))) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (Arrays.equals(record.key(), wanted)) {
            found = Optional.ofNullable(record.value());
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
