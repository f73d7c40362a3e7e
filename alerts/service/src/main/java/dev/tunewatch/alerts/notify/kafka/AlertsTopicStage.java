package dev.tunewatch.alerts.notify.kafka;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.PublicAlert;
import dev.tunewatch.alerts.alert.VersionLog;
import dev.tunewatch.alerts.deliver.DeliveryMetrics;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.ComponentHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the versions of alerts onto {@code alerts.v1}: all of them, in order, at least once,
 * however long Kafka is away. It is no subscription: nobody filters, disables or removes it, and it
 * never gives up, for a compacted topic that lacks one alert would lack it for ever.
 */
public final class AlertsTopicStage implements AutoCloseable {

  /** Its label among the channels. */
  public static final String CHANNEL = "kafka";

  private static final Logger LOG = LoggerFactory.getLogger(AlertsTopicStage.class);
  private static final String READER = "alerts.v1";
  private static final int BATCH = 500;
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final VersionLog versions;
  private final AlertsTopicWriter writer;
  private final DeliveryMetrics metrics;
  private final Clock clock;
  private final Instant since;
  private final Semaphore wake = new Semaphore(0);
  private final CompletableFuture<Void> failed = new CompletableFuture<>();
  private final Thread worker = new Thread(this::run, "alerts-topic");
  private volatile boolean closing;
  private volatile Optional<String> failure = Optional.empty();

  /** Wires the stage; {@link #start()} sets it going. */
  public AlertsTopicStage(
      VersionLog versions, KafkaSettings kafka, DeliveryMetrics metrics, Clock clock) {
    this.versions = versions;
    this.writer = new AlertsTopicWriter(kafka);
    this.metrics = metrics;
    this.clock = clock;
    this.since = clock.instant();
    worker.setDaemon(true);
  }

  /** Begins to write. */
  public void start() {
    worker.start();
  }

  /** Says that there may be a new version. */
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  /** Whether everything that was accepted is on the topic. */
  public boolean caughtUp() {
    return versions.atEnd(READER);
  }

  /** Whether it runs, and why not. */
  public ComponentHealth check() {
    Optional<String> reason =
        failure.or(() -> worker.isAlive() ? Optional.empty() : Optional.of("does not run"));
    return reason
        .map(why -> ComponentHealth.notReady("alerts-topic", why))
        .orElseGet(() -> ComponentHealth.ready("alerts-topic", "running"));
  }

  /** Completes exceptionally with the cause when the worker died; otherwise never. */
  public CompletableFuture<Void> failed() {
    return failed;
  }

  /** Ends; what was not committed is written by the next run. */
  @Override
  public void close() {
    closing = true;
    worker.interrupt();
    try {
      worker.join(3_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (writer) {
      work();
    } catch (Throwable dead) {
      failure = Optional.of("died: " + dead.getClass().getSimpleName());
      failed.completeExceptionally(dead);
      LOG.atError().setCause(dead).log("The writer of alerts.v1 died");
    }
  }

  private void work() {
    Duration pause = ROUND;
    while (!closing) {
      try {
        int written = versions.forward(READER, BATCH, this::write);
        failure = Optional.empty();
        pause = ROUND;
        if (written < BATCH) {
          await(ROUND);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (closing) {
          return;
        }
        failure = Optional.of("Kafka or the database cannot be written");
        metrics.failed(CHANNEL);
        LOG.atWarn()
            .addKeyValue("topic", READER)
            .addKeyValue("outcome", "retry")
            .log("alerts.v1 was not written: {}", e.toString());
        LOG.debug("Cause", e);
        try {
          await(pause);
        } catch (InterruptedException interrupted) {
          return;
        }
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  private void await(Duration time) throws InterruptedException {
    if (wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
      wake.drainPermits();
    }
  }

  private void write(List<Alert> batch) {
    writer.accept(batch);
    batch.stream()
        .filter(alert -> PublicAlert.of(alert).isPresent())
        .forEach(alert -> metrics.delivered(CHANNEL, delay(alert)));
  }

  /** Nothing where it was accepted before this run: a history written late is no slow delivery. */
  private Optional<Duration> delay(Alert alert) {
    return alert.updatedAt().isBefore(since)
        ? Optional.empty()
        : Optional.of(Duration.between(alert.updatedAt(), clock.instant()));
  }
}
