package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.walk.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When which gap is tried next: at once, then after growing delays. */
final class RepairTimes {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofHours(1);

  private final boolean oneAttempt;
  private final Map<String, Attempt> attempts = new HashMap<>();

  private record Attempt(int count, Instant next) {}

  RepairTimes(boolean oneAttempt) {
    this.oneAttempt = oneAttempt;
  }

  /** The oldest gap that may be tried now. */
  Optional<Gap> due(List<Gap> gaps, Instant now) {
    return gaps.stream().filter(gap -> !next(gap, now).isAfter(now)).findFirst();
  }

  /** It is tried now. */
  void trying(Gap gap, Instant now) {
    Attempt before = attempts.get(gap.id());
    int count = before == null ? 1 : before.count + 1;
    Duration wait = FIRST.multipliedBy(1L << Math.min(count - 1, 10));
    attempts.put(
        gap.id(),
        new Attempt(
            count, oneAttempt ? Instant.MAX : now.plus(wait.compareTo(MOST) < 0 ? wait : MOST)));
  }

  /** It is closed. */
  void forget(Gap gap) {
    attempts.remove(gap.id());
  }

  /** Until one of them is due, at most that long. */
  Duration untilDue(List<Gap> gaps, Duration most, Instant now) {
    Duration least = most;
    for (Gap gap : gaps) {
      Instant next = next(gap, now);
      if (next.isBefore(now.plus(least))) {
        least = next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
      }
    }
    return least;
  }

  private Instant next(Gap gap, Instant now) {
    Attempt attempt = attempts.get(gap.id());
    boolean setBack = attempt != null && !oneAttempt && attempt.next.isAfter(now.plus(MOST));
    return attempt == null || setBack ? now : attempt.next;
  }
}
