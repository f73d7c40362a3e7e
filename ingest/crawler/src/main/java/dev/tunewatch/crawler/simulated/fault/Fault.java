package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One way to misbehave. Thread-safe. */
@FunctionalInterface
interface Fault {

  /**
   * What is answered instead.
   *
   * @param honest the answer without the fault; made when first asked for
   * @return empty where this request gives nothing to spoil
   */
  Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random);

  /** Whether this request follows from a strike and is therefore struck too, whatever the odds. */
  default boolean continues(HubRequest request) {
    return false;
  }
}
