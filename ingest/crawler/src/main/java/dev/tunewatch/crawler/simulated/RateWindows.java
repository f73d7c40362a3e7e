package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.Plan.Bucket;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/** Counts requests per bucket in fixed windows of 300 seconds that follow the clock. */
final class RateWindows {

  static final long WINDOW_SECONDS = 300;

  private final Plan plan;
  private final Clock clock;
  private final Map<Bucket, Long> used = new EnumMap<>(Bucket.class);
  private long window;

  RateWindows(Plan plan, Clock clock) {
    this.plan = plan;
    this.clock = clock;
  }

  /**
   * What one more request comes to.
   *
   * @param remaining requests left after this one
   * @param secondsLeft until the window ends and the count starts anew
   */
  record Count(Bucket bucket, long quota, boolean admitted, long remaining, long secondsLeft) {

    String limitHeader() {
      return '"' + bucket.wireName() + "\";r=" + remaining + ";t=" + secondsLeft;
    }

    String policyHeader() {
      return "\"fixed window\";\"" + bucket.wireName() + "\";q=" + quota + ";w=" + WINDOW_SECONDS;
    }
  }

  synchronized Count count(Bucket bucket) {
    long second = clock.instant().getEpochSecond();
    long current = Math.floorDiv(second, WINDOW_SECONDS);
    if (current != window) {
      window = current;
      used.clear();
    }
    long quota = plan.quota(bucket);
    long count = used.merge(bucket, 1L, Long::sum);
    long secondsLeft = (current + 1) * WINDOW_SECONDS - second;
    return new Count(bucket, quota, count <= quota, Math.max(0, quota - count), secondsLeft);
  }
}
