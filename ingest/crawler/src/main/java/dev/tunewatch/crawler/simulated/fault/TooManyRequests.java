package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** 429 although the window is not used up, as the hub's granular limits give it. */
final class TooManyRequests implements Fault {

  private final String retryAfter;

  /**
   * @param retryAfter seconds for {@code Retry-After}; empty leaves the header out
   */
  TooManyRequests(String retryAfter) {
    this.retryAfter = retryAfter.isEmpty() ? "" : "" + Amounts.whole(retryAfter, 0, 86_400);
  }

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    HubAnswer refused = HubAnswer.error(429, "Too many requests");
    return Optional.of(retryAfter.isEmpty() ? refused : refused.with("Retry-After", retryAfter));
  }
}
