package dev.tunewatch.crawler.fetch;

import java.time.Duration;
import java.time.Instant;

/**
 * What one bucket of one hub still allows, as its answers told. Nothing is known before the first
 * answer, so nothing is held back then. Thread-safe: several requests share it.
 */
final class Budget {

  private long remaining = Long.MAX_VALUE;
  private Instant resetAt = Instant.MIN;
  private Instant blockedUntil = Instant.MIN;

  /** Takes one request, or says how long to wait before asking again. */
  synchronized Duration take(Instant now) {
    if (now.isBefore(blockedUntil)) {
      return Duration.between(now, blockedUntil);
    }
    if (!now.isBefore(resetAt)) {
      remaining = Long.MAX_VALUE;
    }
    if (remaining <= 0) {
      return Duration.between(now, resetAt);
    }
    remaining--;
    return Duration.ZERO;
  }

  /** Answers of one window may come out of order, so within a window the smaller count wins. */
  synchronized void observed(RateLimit limit, Instant now) {
    Instant reset = now.plus(limit.reset());
    boolean sameWindow = Duration.between(resetAt, reset).abs().compareTo(SAME_WINDOW) <= 0;
    remaining = sameWindow ? Math.min(remaining, limit.remaining()) : limit.remaining();
    if (!sameWindow || reset.isAfter(resetAt)) {
      resetAt = reset;
    }
  }

  synchronized void blockUntil(Instant instant) {
    if (instant.isAfter(blockedUntil)) {
      blockedUntil = instant;
    }
  }

  private static final Duration SAME_WINDOW = Duration.ofSeconds(5);
}
