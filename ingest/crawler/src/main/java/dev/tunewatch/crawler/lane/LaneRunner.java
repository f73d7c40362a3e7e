package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.checkpoint.MalformedCheckpoint;
import dev.tunewatch.crawler.fetch.Backoff;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.publish.Fenced;
import dev.tunewatch.events.ComponentHealth;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one lane. A failure runs the lane again from its checkpoint after a growing delay;
 * being fenced or an unreadable checkpoint ends it for good, because running again would do harm.
 */
public final class LaneRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LaneRunner.class);
  private static final Backoff RESTARTS =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 3);

  private final String component;
  private final Lane lane;
  private final boolean once;
  private final Waiter waiter;
  private final RandomGenerator random;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile ComponentHealth health;
  private volatile int failures;

  /**
   * Prepares the thread.
   *
   * @param component for example {@code ingest.huggingface.live}
   * @param once whether a lane that keeps failing is given up
   */
  public LaneRunner(
      String component, Lane lane, boolean once, Waiter waiter, RandomGenerator random) {
    this.component = component;
    this.lane = lane;
    this.once = once;
    this.waiter = waiter;
    this.random = random;
    this.health = ComponentHealth.notReady(component, "not started");
    this.thread = new Thread(this::runToTheEnd, component);
    this.thread.setDaemon(true);
  }

  /** Starts it. */
  public void start() {
    health = ComponentHealth.notReady(component, "starting");
    thread.start();
  }

  /** Whether the lane works, and why not. */
  public ComponentHealth health() {
    return health;
  }

  /** Completes when the lane has ended, exceptionally if it failed for good. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  /** Asks the lane to stop; {@link #awaitEnd} waits for it. */
  @Override
  public void close() {
    thread.interrupt();
  }

  /** Waits for the end of a lane that was closed, at most that long. */
  public void awaitEnd(Duration most) throws InterruptedException {
    thread.join(Math.max(1, most.toMillis()));
  }

  private void runToTheEnd() {
    try {
      while (!runOnce()) {
        waiter.await(RESTARTS.delay(failures - 1, random));
      }
    } catch (InterruptedException stop) {
      end("stopped", null);
    }
  }

  /** Whether the lane is at its end. */
  private boolean runOnce() throws InterruptedException {
    try {
      lane.run(this::working);
      end("done", null);
      return true;
    } catch (InterruptException stop) {
      throw new InterruptedException("stopped while Kafka was asked");
    } catch (Fenced | MalformedCheckpoint hopeless) {
      end(reason(hopeless), hopeless);
      return true;
    } catch (RuntimeException failed) {
      return failed(failed);
    } catch (Error broken) {
      end(broken.toString(), broken);
      throw broken;
    }
  }

  private boolean failed(RuntimeException failed) {
    failures++;
    if (once && failures >= RESTARTS.attempts()) {
      end(reason(failed), failed);
      return true;
    }
    health = ComponentHealth.notReady(component, reason(failed));
    LOG.atWarn()
        .addKeyValue("lane", component)
        .addKeyValue("outcome", "restart")
        .log("the lane failed and starts again: {}", reason(failed));
    LOG.atDebug().setCause(failed).log("cause");
    return false;
  }

  private void working(String doing) {
    failures = 0;
    health = ComponentHealth.ready(component, doing);
  }

  private void end(String reason, @Nullable Throwable failure) {
    if (failure == null) {
      boolean done = reason.equals("done");
      health = new ComponentHealth(component, done, reason);
      ended.complete(null);
      return;
    }
    health = ComponentHealth.notReady(component, reason);
    LOG.atError()
        .addKeyValue("lane", component)
        .addKeyValue("outcome", "failed")
        .log("the lane ended: {}", reason);
    ended.completeExceptionally(failure);
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
