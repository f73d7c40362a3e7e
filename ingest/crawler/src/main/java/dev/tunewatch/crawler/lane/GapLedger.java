package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.walk.Gap;
import dev.tunewatch.crawler.walk.LiveState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Between the live lane, which finds gaps and keeps them in its checkpoint, and the backfill lane,
 * which repairs them and keeps in its own which ones are closed. It holds nothing that is not in
 * one of the two. Thread-safe.
 */
public final class GapLedger {

  private final Set<String> closed = new HashSet<>();
  private @Nullable LiveState live;
  private boolean polled;
  private boolean tried;

  /** Live committed this state, or read it at its start. */
  synchronized void live(LiveState state) {
    live = state;
    notifyAll();
  }

  /** Live as last committed, without what is closed; empty before it has started here. */
  synchronized Optional<LiveState> live() {
    return live == null ? Optional.empty() : Optional.of(live.without(closed));
  }

  /** Gaps of live that are not closed. */
  synchronized List<Gap> open() {
    return live == null ? List.of() : live.without(closed).gaps();
  }

  /** The backfill lane has committed that these are closed. */
  synchronized void closed(List<String> ids) {
    closed.addAll(ids);
  }

  /** Live's state without what is closed. */
  synchronized LiveState without(LiveState state) {
    return state.without(closed);
  }

  /** Live has polled whole. */
  synchronized void polled() {
    polled = true;
    notifyAll();
  }

  /** The backfill lane has tried to repair what was open after a poll, or never will. */
  public synchronized void tried() {
    tried = true;
    notifyAll();
  }

  /** Waits until live has polled whole for the first time. */
  synchronized void awaitPoll() throws InterruptedException {
    while (!polled) {
      wait();
    }
  }

  /** Waits until each gap was tried once. */
  synchronized void awaitRepair() throws InterruptedException {
    while (!tried) {
      wait();
    }
  }

  /** Waits until live says something new, at most that long. */
  synchronized void awaitNews(Duration most) throws InterruptedException {
    wait(Math.max(1, most.toMillis()));
  }
}
