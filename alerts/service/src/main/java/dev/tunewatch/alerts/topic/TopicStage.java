package dev.tunewatch.alerts.topic;

import dev.tunewatch.events.ComponentHealth;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker that follows the database onto a topic: all of it, in order, at least once, however long
 * Kafka is away. It never gives up, for a compacted topic that lacks a record would lack it for
 * ever; it pauses longer and longer instead.
 */
public final class TopicStage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicStage.class);
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** So long it leaves processor and disk to what is more urgent, at the most. */
  private static final Duration GIVE_WAY = Duration.ofSeconds(1);

  private static final Duration LOOK = Duration.ofMillis(20);

  /** More of it may come at any moment, until it has been quiet for so long. */
  private static final Duration QUIET = LOOK.multipliedBy(5);

  private final TopicWork work;
  private final BooleanSupplier urgent;
  private final Semaphore wake = new Semaphore(0);
  private final CompletableFuture<Void> failed = new CompletableFuture<>();
  private final Thread worker;
  private volatile boolean closing;
  private volatile Optional<String> failure = Optional.empty();

  /** Wires the stage; {@link #start()} sets it going. */
  public TopicStage(TopicWork work) {
    this(work, () -> false);
  }

  /**
   * The same beside work that is more urgent.
   *
   * @param urgent whether there is such work now; what is new waits for its end, a second at most
   */
  public TopicStage(TopicWork work, BooleanSupplier urgent) {
    this.work = work;
    this.urgent = urgent;
    this.worker = new Thread(this::run, work.name());
    worker.setDaemon(true);
  }

  /** Begins to write. */
  public void start() {
    worker.start();
  }

  /** Says that there may be something new. */
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  /** Whether everything is on the topic. */
  public boolean caughtUp() {
    return work.caughtUp();
  }

  /** Whether it runs, and why not. */
  public ComponentHealth check() {
    Optional<String> reason =
        failure.or(() -> worker.isAlive() ? Optional.empty() : Optional.of("does not run"));
    return reason
        .map(why -> ComponentHealth.notReady(work.name(), why))
        .orElseGet(() -> ComponentHealth.ready(work.name(), "running"));
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
    try (work) {
      Duration pause = ROUND;
      while (!closing) {
        Optional<Boolean> more = round();
        if (more.isEmpty()) {
          await(pause);
          pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        } else {
          pause = ROUND;
          if (!more.get()) {
            await(ROUND);
            giveWay();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable dead) {
      failure = Optional.of("died: " + dead.getClass().getSimpleName());
      failed.completeExceptionally(dead);
      LOG.atError().setCause(dead).log("The writer of {} died", work.topic());
    }
  }

  /** Whether more may wait; empty where it failed. */
  private Optional<Boolean> round() {
    try {
      boolean more = work.round();
      failure = Optional.empty();
      return Optional.of(more);
    } catch (RuntimeException e) {
      if (!closing) {
        failure = Optional.of("Kafka or the database cannot be written");
        work.failed();
        LOG.atWarn()
            .addKeyValue("topic", work.topic())
            .addKeyValue("outcome", "retry")
            .log("{} was not written: {}", work.topic(), e.toString());
        LOG.debug("Cause", e);
      }
      return Optional.empty();
    }
  }

  private void await(Duration time) throws InterruptedException {
    if (!closing && wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
      wake.drainPermits();
    }
  }

  /** What comes meanwhile is written with the rest, in fewer transactions. */
  private void giveWay() throws InterruptedException {
    long now = System.nanoTime();
    long until = now + GIVE_WAY.toNanos();
    long busy = now - QUIET.toNanos();
    while (!closing && now < until) {
      busy = urgent.getAsBoolean() ? now : busy;
      if (now - busy >= QUIET.toNanos()) {
        break;
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      now = System.nanoTime();
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
