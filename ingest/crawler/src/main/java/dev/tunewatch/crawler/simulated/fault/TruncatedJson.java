package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** JSON that ends in the middle, sent as if it were whole: same tag, matching length. */
final class TruncatedJson implements Fault {

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    return Optional.of(honest.get())
        .filter(answer -> answer.isJson() && answer.body().length > 2)
        .map(
            answer ->
                answer.withBody(
                    Arrays.copyOf(answer.body(), random.nextInt(1, answer.body().length - 1))));
  }
}
