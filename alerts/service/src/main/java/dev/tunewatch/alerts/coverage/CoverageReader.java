package dev.tunewatch.alerts.coverage;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.LetterId;
import dev.tunewatch.bus.RedriveMark;
import dev.tunewatch.events.ComponentHealth;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code coverage.v1}, {@code status.v1} and {@code dead-letters.v1} into a {@link
 * CoverageLedger}, from their beginning at every start: they are small, and of a flood of dead
 * letters the newest suffice.
 */
public final class CoverageReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CoverageReader.class);
  private static final String COMPONENT = "coverage";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STUCK = Duration.ofSeconds(60);
  private static final long NEWEST_LETTERS = 20_000;
  private static final List<TopicSpec> TOPICS =
      List.of(IngestTopics.COVERAGE, IngestTopics.STATUS, IngestTopics.DEAD_LETTERS);

  private final KafkaSettings kafka;
  private final CoverageLedger ledger;
  private final Thread reader = new Thread(this::run, COMPONENT);
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private volatile boolean closing;
  private volatile ComponentHealth health = ComponentHealth.notReady(COMPONENT, "not started");
  private volatile long lastRound = System.nanoTime();

  /** Wires the reader; {@link #start} sets it going. */
  public CoverageReader(KafkaSettings kafka, CoverageLedger ledger) {
    this.kafka = kafka;
    this.ledger = ledger;
    reader.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    reader.start();
  }

  /** Whether what is shown is what stands in the topics. */
  public ComponentHealth check() {
    return health.ready() && System.nanoTime() - lastRound > STUCK.toNanos()
        ? ComponentHealth.notReady(COMPONENT, "is stuck")
        : health;
  }

  /** Waits until what stood in the topics at the start was read; false if it took longer. */
  public boolean awaitCaughtUp(Duration most) throws InterruptedException {
    return caughtUp.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closing = true;
    reader.interrupt();
    try {
      reader.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "alerts-coverage")) {
        try {
          read(consumer);
        } finally {
          Thread.interrupted(); // Else closing the consumer fails.
        }
      } catch (InterruptException e) {
        LOG.debug("Interrupted", e);
      } catch (RuntimeException e) {
        health = ComponentHealth.notReady(COMPONENT, "failed: " + e.getClass().getSimpleName());
        LOG.atWarn()
            .addKeyValue("outcome", "retry")
            .log("Reading the coverage failed, trying again: {}", e.toString());
        pause();
      }
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    String letters = kafka.named(IngestTopics.DEAD_LETTERS.name());
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, begin) -> {
              long end = ends.getOrDefault(partition, 0L);
              boolean many = partition.topic().equals(letters);
              consumer.seek(partition, many ? Math.max(begin, end - NEWEST_LETTERS) : begin);
            });
    while (!closing) {
      consumer.poll(POLL).forEach(this::take);
      if (caughtUp.getCount() > 0
          && partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L))) {
        caughtUp.countDown();
      }
      health = ComponentHealth.ready(COMPONENT, "reads the ledger of ingest");
      lastRound = System.nanoTime();
    }
  }

  /** Topics that are missing are looked for again by the next start of the reading. */
  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicSpec topic : TOPICS) {
      var infos = consumer.partitionsFor(kafka.named(topic.name()));
      if (infos != null) {
        infos.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
      }
    }
    if (partitions.isEmpty()) {
      throw new IllegalStateException("none of the topics exists");
    }
    return partitions;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    if (topic.equals(kafka.named(IngestTopics.COVERAGE.name()))) {
      ledger.line(key, record.value());
    } else if (topic.equals(kafka.named(IngestTopics.STATUS.name()))) {
      ledger.status(key, record.value());
    } else {
      RedriveMark.of(record.headers())
          .ifPresentOrElse(
              ledger::redriven,
              () ->
                  ledger.letter(
                      new LetterId(record.partition(), record.offset()),
                      DeadLetter.of(record.headers(), null, null),
                      Instant.ofEpochMilli(record.timestamp())));
    }
  }

  private void pause() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
