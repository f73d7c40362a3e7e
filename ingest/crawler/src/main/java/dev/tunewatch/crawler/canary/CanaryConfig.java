package dev.tunewatch.crawler.canary;

import java.time.Duration;

/**
 * When canaries fly.
 *
 * @param every between two of them
 * @param first after the start of the process, at the earliest
 */
public record CanaryConfig(Duration every, Duration first) {

  private static final Duration LATEST_FIRST = Duration.ofMinutes(3);

  public CanaryConfig {
    if (every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("'canary.every' is more than nothing");
    }
  }

  /** The first one three minutes after the start, sooner where they fly often. */
  public static CanaryConfig every(Duration every) {
    Duration tenth = every.dividedBy(10);
    return new CanaryConfig(every, tenth.compareTo(LATEST_FIRST) < 0 ? tenth : LATEST_FIRST);
  }
}
