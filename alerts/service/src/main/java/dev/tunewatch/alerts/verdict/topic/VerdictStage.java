package dev.tunewatch.alerts.verdict.topic;

import dev.tunewatch.alerts.verdict.Rulings;
import dev.tunewatch.alerts.verdict.VerdictLog;
import dev.tunewatch.alerts.verdict.VerdictMetrics;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.ComponentHealth;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what is due and follows the verdicts onto {@code verdicts.v1}: all of them, in order, at
 * least once, however long Kafka is away. The row that holds the position keeps other instances
 * from writing at the same time.
 */
public final class VerdictStage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VerdictStage.class);
  private static final String TOPIC = "verdicts.v1";
  private static final int BATCH = 500;
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Rulings rulings;
  private final VerdictLog log;
  private final VerdictsTopicWriter writer;
  private final VerdictMetrics metrics;
  private final Semaphore wake = new Semaphore(0);
  private final CompletableFuture<Void> failed = new CompletableFuture<>();
  private final Thread worker = new Thread(this::run, "verdicts");
  private volatile boolean closing;
  private volatile Optional<String> failure = Optional.empty();

  /** Wires the stage; {@link #start()} sets it going. */
  public VerdictStage(
      Rulings rulings, VerdictLog log, KafkaSettings kafka, VerdictMetrics metrics) {
    this.rulings = rulings;
    this.log = log;
    this.writer = new VerdictsTopicWriter(kafka);
    this.metrics = metrics;
    worker.setDaemon(true);
  }

  /** Begins to work. */
  public void start() {
    worker.start();
  }

  /** Says that there may be a new verdict. */
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  /** Whether every verdict is on the topic. */
  public boolean caughtUp() {
    return log.atEnd();
  }

  /** Whether it runs, and why not. */
  public ComponentHealth check() {
    Optional<String> reason =
        failure.or(() -> worker.isAlive() ? Optional.empty() : Optional.of("does not run"));
    return reason
        .map(why -> ComponentHealth.notReady("verdicts", why))
        .orElseGet(() -> ComponentHealth.ready("verdicts", "running"));
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
      while (!closing) {
        if (!await(work() ? ROUND : AFTER_FAILURE)) {
          return;
        }
      }
    } catch (Throwable dead) {
      failure = Optional.of("died: " + dead.getClass().getSimpleName());
      failed.completeExceptionally(dead);
      LOG.atError().setCause(dead).log("The writer of verdicts.v1 died");
    }
  }

  /** One round; what fails is tried again by the next. */
  private boolean work() {
    try {
      // First what was decided: whatever is wrong with an end must not hold it back.
      publish();
      int ended = 0;
      for (int more; !closing && (more = rulings.endDue()) > 0; ) {
        ended += more;
      }
      if (ended > 0) {
        publish();
      }
      metrics.round();
      failure = Optional.empty();
      return true;
    } catch (RuntimeException e) {
      if (!closing) {
        failure = Optional.of("Kafka or the database cannot be written");
        metrics.failed();
        LOG.atWarn()
            .addKeyValue("topic", TOPIC)
            .addKeyValue("outcome", "retry")
            .log("verdicts.v1 was not written: {}", e.toString());
        LOG.debug("Cause", e);
      }
      return false;
    }
  }

  private void publish() {
    int written;
    do {
      written = log.forward(BATCH, writer);
      metrics.published(written);
    } while (!closing && written == BATCH);
  }

  private boolean await(Duration time) {
    try {
      if (wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
