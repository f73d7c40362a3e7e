package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The listing ends where it should go on: half a page and no way to the next. A reader that had not
 * met what it knows by then has a gap.
 */
final class EarlyEnd implements Fault {

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    return PageRows.of(honest.get())
        .filter(PageRows::hasNext)
        .map(page -> page.lastAnswer(page.rows().subList(0, (page.rows().size() + 1) / 2)));
  }
}
