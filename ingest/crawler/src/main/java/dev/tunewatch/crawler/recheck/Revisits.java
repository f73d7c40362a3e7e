package dev.tunewatch.crawler.recheck;

import java.time.Duration;

/**
 * How a hub is read again.
 *
 * @param intervals between two looks at a watched release
 * @param reconcileEvery between two walks of the whole listing
 * @param reconcileAtStart whether one begins when the live lane has caught up, whatever the
 *     interval; with {@code once} there is none otherwise
 */
public record Revisits(Intervals intervals, Duration reconcileEvery, boolean reconcileAtStart) {

  /** Growing intervals, and once a week the whole listing. */
  public static final Revisits DEFAULT = new Revisits(Intervals.DEFAULT, Duration.ofDays(7), false);

  public Revisits {
    if (reconcileEvery.isNegative() || reconcileEvery.isZero()) {
      throw new IllegalArgumentException("'reconcileEvery' is more than nothing");
    }
  }

  /** The same with other intervals. */
  public Revisits withIntervals(Intervals other) {
    return new Revisits(other, reconcileEvery, reconcileAtStart);
  }

  /** The same, walking the whole listing that often. */
  public Revisits withReconcileEvery(Duration interval) {
    return new Revisits(intervals, interval, reconcileAtStart);
  }

  /** The same, walking the whole listing at the start or not. */
  public Revisits withReconcileAtStart(boolean atStart) {
    return new Revisits(intervals, reconcileEvery, atStart);
  }
}
