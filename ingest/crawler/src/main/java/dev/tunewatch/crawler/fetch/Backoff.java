package dev.tunewatch.crawler.fetch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential delays with jitter: attempt n waits between half and the whole of {@code first *
 * 2^n}, at most {@code ceiling}. Half is kept so that the expectation grows with each attempt.
 *
 * @param first the whole delay after the first failure
 * @param ceiling no delay is longer
 * @param attempts how often to try at all, at least 1
 */
public record Backoff(Duration first, Duration ceiling, int attempts) {

  /** For requests to a hub. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), 7);

  /** The delay after the failure of that attempt, the first being 0. */
  public Duration delay(int attempt, RandomGenerator random) {
    long whole = first.toMillis() << Math.min(Math.max(attempt, 0), 20);
    long capped = Math.min(whole, ceiling.toMillis());
    return Duration.ofMillis(capped / 2 + random.nextLong(capped - capped / 2 + 1));
  }
}
