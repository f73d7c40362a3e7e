package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.Delivery;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The body drips. */
final class SlowBody implements Fault {

  private static final long USUAL = 16 << 10;

  private final Delivery delivery;

  /**
   * @param bytesPerSecond how fast; empty is 16,384
   */
  SlowBody(String bytesPerSecond) {
    this.delivery =
        Delivery.slow(
            bytesPerSecond.isEmpty() ? USUAL : Amounts.whole(bytesPerSecond, 1, 1L << 30));
  }

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    return Optional.of(honest.get())
        .filter(answer -> answer.body().length > 0)
        .map(answer -> answer.delivered(delivery));
  }
}
