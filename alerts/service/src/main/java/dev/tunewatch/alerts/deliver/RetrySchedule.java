package dev.tunewatch.alerts.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again: from seconds to a day, over some three days, with a tenth of jitter so that
 * what failed together does not come back together. The target's Retry-After wins where it is
 * longer, up to a day.
 */
public final class RetrySchedule {

  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofHours(24));
  private static final Duration MOST = Duration.ofHours(24);
  private static final double JITTER = 0.1;

  private final RandomGenerator random;

  /** Takes its jitter from here. */
  public RetrySchedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait before the next attempt.
   *
   * @param attempts made so far, 1 and up
   * @param asked what the target asked for
   * @return empty where enough was tried
   */
  public Optional<Duration> next(int attempts, Optional<Duration> asked) {
    if (attempts > WAITS.size()) {
      return Optional.empty();
    }
    Duration planned = WAITS.get(Math.max(1, attempts) - 1);
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    Duration wait = Duration.ofMillis(Math.round(planned.toMillis() * factor));
    Duration bounded = asked.filter(d -> d.compareTo(wait) > 0).orElse(wait);
    return Optional.of(bounded.compareTo(MOST.plusHours(3)) > 0 ? MOST : bounded);
  }

  /**
   * What an outcome means for a message: a retry after the last one is given up.
   *
   * @param now when it ended
   */
  Attempt judge(Message message, Outcome outcome, Instant now, long tookMillis) {
    if (outcome instanceof Outcome.RetryAfter retry) {
      Optional<Duration> wait = next(message.attempt(), retry.after());
      return wait.isPresent()
          ? new Attempt(message, retry, wait.map(now::plus), now, tookMillis)
          : new Attempt(
              message, new Outcome.GaveUp(retry.reason()), Optional.empty(), now, tookMillis);
    }
    return new Attempt(message, outcome, Optional.empty(), now, tookMillis);
  }
}
