package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A fault of the rows of a listing's page. */
abstract class RowsFault implements Fault {

  @Override
  public final Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    HubAnswer answer = honest.get();
    return PageRows.of(answer)
        .filter(page -> !page.rows().isEmpty())
        .flatMap(
            page -> {
              List<String> rows = new ArrayList<>(page.rows());
              return spoil(rows, random) ? Optional.of(page.answer(rows)) : Optional.empty();
            });
  }

  /** Changes the rows, which are one at least, or says that there is nothing to change. */
  abstract boolean spoil(List<String> rows, RandomGenerator random);
}
