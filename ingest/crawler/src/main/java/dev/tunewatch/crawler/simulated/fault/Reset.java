package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.Delivery;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The connection is reset when half of the body is sent. */
final class Reset implements Fault {

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    return Optional.of(honest.get().delivered(Delivery.BROKEN));
  }
}
