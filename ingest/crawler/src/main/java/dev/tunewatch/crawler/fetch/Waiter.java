package dev.tunewatch.crawler.fetch;

import java.time.Duration;

/** Waiting, so that tests need not. */
@FunctionalInterface
public interface Waiter {

  /** Waits on the wall. */
  Waiter SYSTEM = duration -> Thread.sleep(duration.toMillis());

  /**
   * Waits at least that long.
   *
   * @throws InterruptedException if the wait is cut short
   */
  void await(Duration duration) throws InterruptedException;
}
