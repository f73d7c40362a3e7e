package dev.tunewatch.crawler.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one bucket of one hub still allows in its fixed window, shared by the lanes. Nothing is
 * known before the first answer, so nothing is held back then. Thread-safe.
 *
 * <p>{@link Shares} says what is kept back for whom. Live takes whatever is left, so no other lane
 * ever makes it wait.
 */
final class Budget {

  private static final Duration USUAL_WINDOW = Duration.ofSeconds(300);
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final Map<LaneName, Long> used = new EnumMap<>(LaneName.class);
  private final Map<LaneName, Instant> lastAsked = new EnumMap<>(LaneName.class);
  private @Nullable RatePolicy policy;
  private Duration window = USUAL_WINDOW;
  private long remaining = UNKNOWN;
  private Instant resetAt = Instant.MIN;
  private Instant openedAt = Instant.MIN;
  private boolean assumed;
  private Instant blockedUntil = Instant.MIN;

  /** Takes one request, or says how long to wait before asking again. */
  synchronized Duration take(LaneName lane, Instant now) {
    lastAsked.put(lane, now);
    Instant longest = now.plus(RetryAfter.CEILING);
    if (blockedUntil.isAfter(longest)) {
      blockedUntil = longest; // our clock was set back
    }
    if (now.isBefore(blockedUntil)) {
      return Duration.between(now, blockedUntil);
    }
    turnOver(now);
    if (remaining == UNKNOWN) {
      used.merge(lane, 1L, Long::sum);
      return Duration.ZERO;
    }
    if (remaining <= 0) {
      return atLeastOneMilli(Duration.between(now, resetAt));
    }
    if (!Shares.of(remaining, used, this::isActive, left(now)).allows(lane)) {
      return shorter(step(), atLeastOneMilli(Duration.between(now, resetAt)));
    }
    remaining--;
    used.merge(lane, 1L, Long::sum);
    return Duration.ZERO;
  }

  /**
   * Learns from an answer. Answers come out of order and late: within a window the smaller count
   * and the earlier end win, and an answer of a window that is over says nothing.
   *
   * @param takenAt when the request was allowed
   */
  synchronized void observed(
      RateLimit limit, @Nullable RatePolicy said, Instant takenAt, Instant now) {
    boolean otherPolicy = said != null && !said.equals(policy);
    if (said != null) {
      policy = said;
      window = said.window();
    } else if (policy == null) {
      window = limit.reset().compareTo(window) > 0 ? limit.reset() : window;
    }
    Instant reset = now.plus(limit.reset());
    if (remaining == UNKNOWN || otherPolicy) {
      adopt(limit.remaining(), reset);
    } else if (assumed) {
      boolean ofThePast =
          takenAt.isBefore(openedAt) && reset.isBefore(openedAt.plus(window.dividedBy(2)));
      if (!ofThePast) {
        adopt(Math.min(remaining, limit.remaining()), reset);
      }
    } else {
      long later = Math.round((double) millis(resetAt, reset) / window.toMillis());
      if (later > 0) {
        used.clear();
        adopt(limit.remaining(), reset);
      } else if (later == 0) {
        adopt(Math.min(remaining, limit.remaining()), reset.isBefore(resetAt) ? reset : resetAt);
      }
    }
  }

  private void adopt(long left, Instant reset) {
    remaining = left;
    resetAt = reset;
    assumed = false;
  }

  synchronized void blockUntil(Instant instant) {
    if (instant.isAfter(blockedUntil)) {
      blockedUntil = instant;
    }
  }

  /** Requests of this window that the lane has made. */
  synchronized long used(LaneName lane) {
    return used.getOrDefault(lane, 0L);
  }

  /** Requests of a whole window; 0 where the hub has not told. */
  synchronized long quota() {
    return policy == null ? 0 : policy.quota();
  }

  /**
   * Opens the next window, which allows what the hub last said of a whole one. When it really ends
   * the first answer says: a hub may let it begin with the first request.
   */
  private void turnOver(Instant now) {
    if (remaining == UNKNOWN) {
      return;
    }
    Instant latest = now.plus(window).plusSeconds(5);
    if (resetAt.isAfter(latest)) {
      resetAt = latest; // our clock was set back
    }
    if (policy == null && !now.isBefore(resetAt)) {
      remaining = UNKNOWN;
      used.clear();
      return;
    }
    while (!now.isBefore(resetAt)) {
      boolean longAgo = resetAt.plus(window).isBefore(now);
      remaining = quota();
      used.clear();
      assumed = true;
      openedAt = now;
      resetAt = longAgo ? now.plus(window) : resetAt.plus(window);
    }
  }

  private boolean isActive(LaneName lane) {
    Instant last = lastAsked.get(lane);
    return last != null && last.isAfter(resetAt.minus(window).minus(window));
  }

  /** Which part of the window is still to come, 0 to 1. */
  private double left(Instant now) {
    double part = (double) millis(now, resetAt) / window.toMillis();
    return Math.min(1, Math.max(0, part));
  }

  /** Shares are lent as the window goes by, so it is worth asking again soon. */
  private Duration step() {
    return Duration.ofMillis(Math.min(1_000, Math.max(20, window.toMillis() / 300)));
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  private static Duration atLeastOneMilli(Duration wait) {
    return wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
