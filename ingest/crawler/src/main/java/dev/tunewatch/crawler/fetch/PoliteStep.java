package dev.tunewatch.crawler.fetch;

import dev.tunewatch.crawler.coverage.RequestMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Waits until the hub's budget allows a request and learns the budget from each answer. */
final class PoliteStep implements Step {

  private final Step next;
  private final Clock clock;
  private final Waiter waiter;
  private final RequestMetrics metrics;
  private final Map<Bucket, Budget> budgets = new EnumMap<>(Bucket.class);

  PoliteStep(Step next, Clock clock, Waiter waiter, RequestMetrics metrics) {
    this.next = next;
    this.clock = clock;
    this.waiter = waiter;
    this.metrics = metrics;
    for (Bucket bucket : Bucket.values()) {
      budgets.put(bucket, new Budget());
    }
  }

  @Override
  public Answer exchange(FetchRequest request) throws FetchFailure, InterruptedException {
    Budget budget = Objects.requireNonNull(budgets.get(request.bucket()));
    for (Duration wait = budget.take(clock.instant());
        !wait.isZero();
        wait = budget.take(clock.instant())) {
      waiter.await(wait);
    }
    Answer answer = next.exchange(request);
    Instant now = clock.instant();
    RateLimit.parse(answer.header("ratelimit"))
        .ifPresent(
            limit -> {
              budget.observed(limit, now);
              metrics.remaining(request.bucket().label(), limit.remaining());
            });
    RetryAfter.of(answer, now).ifPresent(wait -> budget.blockUntil(now.plus(wait)));
    return answer;
  }
}
