package dev.tunewatch.alerts.intake;

import dev.tunewatch.alerts.canary.CanaryWatch;
import dev.tunewatch.alerts.deliver.Acceptance;
import dev.tunewatch.alerts.deliver.AlertTransaction.Position;
import dev.tunewatch.alerts.deliver.PositionTaken;
import dev.tunewatch.alerts.deliver.Positions;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.ComponentHealth;
import dev.tunewatch.events.IngestTopics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads assessments and hands them over in batches, one poll a transaction. The broker keeps no
 * offsets for it: positions lie in the database and move with what was read.
 */
public final class AssessmentIntake implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AssessmentIntake.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STUCK = Duration.ofSeconds(60);

  /** Records of a transaction: the senders begin with its commit. */
  private static final String BATCH = "200";

  private final KafkaSettings kafka;
  private final String topic;
  private final Positions positions;
  private final Acceptance acceptance;
  private final IntakeMetrics metrics;
  private final Runnable accepted;
  private final Reception reception;
  private final Thread reader = new Thread(this::run, "intake");
  private final CompletableFuture<Void> failed = new CompletableFuture<>();
  private final Map<TopicPartition, Long> expected = new HashMap<>();
  private volatile boolean closing;
  private volatile Optional<String> failure = Optional.of("has not read its positions yet");
  private volatile OptionalLong lag = OptionalLong.empty();
  private volatile long lastRound = System.nanoTime();

  /**
   * Wires the reader; {@link #start()} sets it going.
   *
   * @param accepted called after each transaction that stored something to deliver
   */
  public AssessmentIntake(
      KafkaSettings kafka,
      Positions positions,
      Acceptance acceptance,
      IntakeMetrics metrics,
      CanaryWatch canaries,
      Clock clock,
      Runnable accepted) {
    this.kafka = batched(kafka);
    this.topic = kafka.named(StreamsTopics.ASSESSMENTS.name());
    this.positions = positions;
    this.acceptance = acceptance;
    this.metrics = metrics;
    this.accepted = accepted;
    this.reception =
        new Reception(
            topic,
            acceptance,
            new DeadLetterWriter(kafka, kafka.named(IngestTopics.DEAD_LETTERS.name()), metrics),
            metrics,
            canaries,
            clock);
    reader.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    reader.start();
  }

  /** Whether it reads, and how far behind it is. */
  public ComponentHealth check() {
    if (failed.isCompletedExceptionally()) {
      return ComponentHealth.notReady("intake", failure.orElse("died"));
    }
    if (!reader.isAlive()) {
      return ComponentHealth.notReady("intake", "does not run");
    }
    if (System.nanoTime() - lastRound > STUCK.toNanos()) {
      return ComponentHealth.notReady("intake", "is stuck");
    }
    Optional<String> failed = failure;
    return failed.isPresent()
        ? ComponentHealth.notReady("intake", failed.get())
        : ComponentHealth.ready("intake", lag.orElse(0) + " assessments behind");
  }

  /** Completes exceptionally with the cause when the reader died; otherwise never. */
  public CompletableFuture<Void> failed() {
    return failed;
  }

  /** Ends within a second or two; what was not committed is read again by the next run. */
  @Override
  public void close() {
    closing = true;
    reader.interrupt();
    try {
      reader.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reception.close();
  }

  private static KafkaSettings batched(KafkaSettings kafka) {
    Map<String, String> client = new HashMap<>(kafka.client());
    client.putIfAbsent("max.poll.records", BATCH);
    return new KafkaSettings(
        kafka.bootstrapServers(), kafka.prefix(), kafka.partitions(), kafka.replication(), client);
  }

  private void run() {
    try {
      work();
    } catch (Throwable dead) {
      failure = Optional.of("died: " + dead.getClass().getSimpleName());
      failed.completeExceptionally(dead);
      LOG.atError().addKeyValue("topic", topic).setCause(dead).log("The reader died");
    }
  }

  private void work() {
    while (!closing) {
      try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "alerts-intake")) {
        try {
          read(consumer);
        } finally {
          Thread.interrupted(); // Else closing the consumer fails.
        }
      } catch (WakeupException | InterruptException e) {
        LOG.debug("Interrupted", e); // Closing, or nothing.
      } catch (PositionTaken taken) {
        LOG.atWarn()
            .addKeyValue("topic", topic)
            .log("Another reader moved on: {}", taken.getMessage());
      } catch (RuntimeException e) {
        failure = Optional.of("failed: " + e.getClass().getSimpleName());
        LOG.atWarn()
            .addKeyValue("topic", topic)
            .log("Reading failed, trying again: {}", e.toString());
        LOG.debug("Cause", e);
        pause();
      }
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    if (!assign(consumer)) {
      failure = Optional.of("topic " + topic + " does not exist");
      lastRound = System.nanoTime();
      pause();
      return;
    }
    while (!closing) {
      ConsumerRecords<byte[], byte[]> records = poll(consumer);
      List<Position> moved = moved(consumer);
      if (!moved.isEmpty()) {
        boolean versions = reception.take(records, moved);
        moved.forEach(p -> expected.put(new TopicPartition(topic, p.partition()), p.next()));
        if (versions) {
          accepted.run();
        }
      }
      if (!acceptance.tellDueWithdrawals().isEmpty()) {
        accepted.run();
      }
      measure(consumer);
      failure = Optional.empty();
      lastRound = System.nanoTime();
    }
  }

  private ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> consumer) {
    try {
      return consumer.poll(POLL);
    } catch (OffsetOutOfRangeException gone) {
      // Records were deleted, or this is another Kafka than before: read what there is.
      Map<TopicPartition, Long> begin = consumer.beginningOffsets(gone.partitions());
      begin.forEach(
          (partition, offset) -> {
            LOG.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("partition", partition.partition())
                .addKeyValue("offset", offset)
                .log("The stored position is outside of the topic; reading from its beginning");
            long from = expected.getOrDefault(partition, 0L);
            positions.reset(topic, partition.partition(), from, offset);
            expected.put(partition, offset);
            consumer.seek(partition, offset);
          });
      return ConsumerRecords.empty();
    }
  }

  private boolean assign(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    var infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      return false;
    }
    infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    Map<Integer, Long> known = positions.of(topic);
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, offset) -> {
              if (!known.containsKey(partition.partition())) {
                positions.begin(topic, partition.partition(), offset);
              }
            });
    consumer.assign(partitions);
    expected.clear();
    positions
        .of(topic)
        .forEach(
            (number, offset) -> {
              TopicPartition partition = new TopicPartition(topic, number);
              expected.put(partition, offset);
              consumer.seek(partition, offset);
            });
    return true;
  }

  /** The consumer's own position counts: it passes transaction markers, which are no records. */
  private List<Position> moved(KafkaConsumer<byte[], byte[]> consumer) {
    List<Position> moved = new ArrayList<>();
    expected.forEach(
        (partition, before) -> {
          long now = consumer.position(partition);
          if (now != before) {
            moved.add(new Position(topic, partition.partition(), before, now));
          }
        });
    return moved;
  }

  private void measure(KafkaConsumer<byte[], byte[]> consumer) {
    long behind = 0;
    for (TopicPartition partition : expected.keySet()) {
      behind += consumer.currentLag(partition).orElse(0);
    }
    lag = OptionalLong.of(behind);
    metrics.lag(behind);
  }

  private void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
