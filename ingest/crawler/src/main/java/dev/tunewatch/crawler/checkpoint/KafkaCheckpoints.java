package dev.tunewatch.crawler.checkpoint;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.WholeReading;
import dev.tunewatch.events.IngestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads {@code checkpoints.v1}, a single compacted partition, to its true end: a lane that took an
 * old row of its own for the last one would publish again what is published.
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

  private Map<String, byte[]> readAll(String key, Predicate<String> wanted)
      throws InterruptedException {
    Map<String, byte[]> found = new LinkedHashMap<>();
    boolean whole =
        WholeReading.of(
            kafka,
            "ingest.checkpoints." + key.replace('/', '.'),
            kafka.named(IngestTopics.CHECKPOINTS.name()),
            PATIENCE,
            record -> {
              String row = new String(record.key(), StandardCharsets.UTF_8);
              if (wanted.test(row)) {
                if (record.value() == null) {
                  found.remove(row);
                } else {
                  found.put(row, record.value());
                }
              }
            });
    if (!whole) {
      throw new TimeoutException("checkpoints could not be read: nothing came for " + PATIENCE);
    }
    return found;
  }
}
