package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A cursor that the hub gave is no longer good. */
final class ExpiredCursor implements Fault {

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    return request.parameters().containsKey("cursor")
        ? Optional.of(HubAnswer.error(400, "Invalid cursor"))
        : Optional.empty();
  }
}
