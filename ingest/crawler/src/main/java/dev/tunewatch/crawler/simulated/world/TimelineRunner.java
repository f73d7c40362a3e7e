package dev.tunewatch.crawler.simulated.world;

import dev.tunewatch.crawler.simulated.clock.HubClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a timeline happen by the hub's clock until it is closed or at its end. */
public final class TimelineRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TimelineRunner.class);
  private static final Duration LONGEST_SLEEP = Duration.ofMillis(200);

  private final Thread thread;

  private TimelineRunner(Thread thread) {
    this.thread = thread;
  }

  /** Starts; what is due already has happened when this returns. */
  public static TimelineRunner start(World world, Timeline timeline, HubClock clock) {
    timeline.advance(world, clock.instant());
    Thread thread = new Thread(() -> run(world, timeline, clock), "simulated-world");
    thread.setDaemon(true);
    thread.start();
    return new TimelineRunner(thread);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private static void run(World world, Timeline timeline, HubClock clock) {
    try {
      for (Optional<Instant> next = timeline.next(); next.isPresent(); next = timeline.next()) {
        Duration left = clock.until(next.get());
        Thread.sleep(
            left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP.toMillis() : left.toMillis() + 1);
        timeline.advance(world, clock.instant());
      }
      LOG.atInfo()
          .addKeyValue("outcome", timeline.refused() == 0 ? "complete" : "some events refused")
          .log("all events of the timeline are over, {} refused", timeline.refused());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
