package dev.tunewatch.crawler.fetch;

import dev.tunewatch.crawler.coverage.RequestMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Waits until the hub's budget allows a request and learns the budget from each answer. Waits end
 * with jitter, because everybody else whom the hub sent away comes back when its window opens.
 */
final class PoliteStep implements Step {

  private final Step next;
  private static final Duration LIVE_JITTER = Duration.ofMillis(250);
  private static final Duration JITTER = Duration.ofSeconds(3);

  private final Clock clock;
  private final Waiter waiter;
  private final RandomGenerator random;
  private final RequestMetrics metrics;
  private final Map<Bucket, Budget> budgets = new EnumMap<>(Bucket.class);

  PoliteStep(
      Step next, Clock clock, Waiter waiter, RandomGenerator random, RequestMetrics metrics) {
    this.next = next;
    this.clock = clock;
    this.waiter = waiter;
    this.random = random;
    this.metrics = metrics;
    for (Bucket bucket : Bucket.values()) {
      budgets.put(bucket, new Budget());
    }
  }

  @Override
  public Answer exchange(FetchRequest request) throws FetchFailure, InterruptedException {
    Budget budget = Objects.requireNonNull(budgets.get(request.bucket()));
    String bucket = request.bucket().label();
    String lane = request.lane().label();
    for (Duration wait = budget.take(request.lane(), clock.instant());
        !wait.isZero();
        wait = budget.take(request.lane(), clock.instant())) {
      Duration whole = wait.plus(jitter(request.lane(), wait));
      waiter.await(whole);
      metrics.waited(bucket, lane, whole);
    }
    metrics.taken(bucket, lane, budget.used(request.lane()));
    Instant takenAt = clock.instant();
    Answer answer = next.exchange(request);
    Instant now = clock.instant();
    RateLimit.parse(answer.header("ratelimit"))
        .ifPresent(
            limit -> {
              RatePolicy policy = RatePolicy.parse(answer.header("ratelimit-policy")).orElse(null);
              budget.observed(limit, policy, takenAt, now);
              metrics.remaining(bucket, limit.remaining(), budget.quota());
            });
    RetryAfter.of(answer, now).ifPresent(wait -> budget.blockUntil(now.plus(wait)));
    return answer;
  }

  /** Up to a quarter of the wait, so that short ones stay short; least for live. */
  private Duration jitter(LaneName lane, Duration wait) {
    Duration bound = lane == LaneName.LIVE ? LIVE_JITTER : JITTER;
    long most = Math.min(bound.toMillis(), wait.toMillis() / 4);
    return Duration.ofMillis(random.nextLong(most + 1));
  }
}
