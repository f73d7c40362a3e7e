package dev.tunewatch.crawler;

import dev.tunewatch.crawler.lane.LaneRunner;
import dev.tunewatch.events.ComponentHealth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The threads of one hub's lanes. */
record LaneThreads(
    LaneRunner live,
    LaneRunner detail,
    LaneRunner backfill,
    LaneRunner recheck,
    LaneRunner reconcile) {

  private static final Duration CLOSE = Duration.ofSeconds(4);

  private List<LaneRunner> all() {
    return List.of(live, detail, backfill, recheck, reconcile);
  }

  void start() {
    all().forEach(LaneRunner::start);
  }

  /** Completes when all have ended. */
  CompletableFuture<Void> ended() {
    return CompletableFuture.allOf(
        all().stream().map(LaneRunner::ended).toArray(CompletableFuture[]::new));
  }

  List<ComponentHealth> health() {
    return all().stream().map(LaneRunner::health).toList();
  }

  /** Asks all to stop; {@link #awaitEnd} waits for them. */
  void close() {
    all().forEach(LaneRunner::close);
  }

  /** Waits for the end of all, four seconds at most. */
  void awaitEnd() {
    long deadline = System.nanoTime() + CLOSE.toNanos();
    try {
      for (LaneRunner lane : all()) {
        lane.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
