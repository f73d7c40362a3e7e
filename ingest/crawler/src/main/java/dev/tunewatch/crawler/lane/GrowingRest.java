package dev.tunewatch.crawler.lane;

import java.time.Duration;
import java.time.Instant;

/** A rest after each failure in a row: 1, 2, 4 … 60 minutes. Confined to the lane's thread. */
final class GrowingRest {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofHours(1);

  private int failures;
  private Instant until = Instant.MIN;

  void begin(Instant now) {
    Duration rest = FIRST.multipliedBy(1L << Math.min(failures++, 6));
    until = now.plus(rest.compareTo(MOST) < 0 ? rest : MOST);
  }

  /** It succeeded. */
  void end() {
    failures = 0;
    until = Instant.MIN;
  }

  /** Whether it lasts; none lasts longer than it may, though the clock be set back. */
  boolean isOn(Instant now) {
    return now.isBefore(until) && !until.isAfter(now.plus(MOST));
  }
}
