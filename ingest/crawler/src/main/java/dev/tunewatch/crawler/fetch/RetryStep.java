package dev.tunewatch.crawler.fetch;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Asks again after a transient failure. Where the hub said how long to stay away, {@link
 * PoliteStep} holds the next attempt back and no further delay is added; such answers are the hub's
 * pacing rather than its failure, so more of them are borne.
 */
final class RetryStep implements Step {

  private static final int DIRECTED_PER_ATTEMPT = 5;

  private final Step next;
  private final Backoff backoff;
  private final Clock clock;
  private final Waiter waiter;
  private final RandomGenerator random;

  RetryStep(Step next, Backoff backoff, Clock clock, Waiter waiter, RandomGenerator random) {
    this.next = next;
    this.backoff = backoff;
    this.clock = clock;
    this.waiter = waiter;
    this.random = random;
  }

  @Override
  public Answer exchange(FetchRequest request) throws FetchFailure, InterruptedException {
    int failures = 0;
    int directed = 0;
    while (true) {
      try {
        Answer answer = next.exchange(request);
        if (!answer.isTransient()) {
          return answer;
        }
        if (RetryAfter.of(answer, clock.instant()).isPresent()) {
          if (++directed >= backoff.attempts() * DIRECTED_PER_ATTEMPT) {
            return answer;
          }
          continue;
        }
        if (++failures >= backoff.attempts()) {
          return answer;
        }
      } catch (FetchFailure failure) {
        if (!failure.kind().isTransient() || ++failures >= backoff.attempts()) {
          throw failure;
        }
      }
      waiter.await(backoff.delay(failures - 1, random));
    }
  }
}
