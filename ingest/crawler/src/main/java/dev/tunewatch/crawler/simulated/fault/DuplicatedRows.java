package dev.tunewatch.crawler.simulated.fault;

import java.util.List;
import java.util.random.RandomGenerator;

/** Some rows come twice on a page. */
final class DuplicatedRows extends RowsFault {

  private final long repeated;

  /**
   * @param repeated so many rows of a page; empty is 5
   */
  DuplicatedRows(String repeated) {
    this.repeated = repeated.isEmpty() ? 5 : Amounts.whole(repeated, 1, 1_000);
  }

  @Override
  boolean spoil(List<String> rows, RandomGenerator random) {
    for (long i = 0; i < repeated; i++) {
      rows.add(random.nextInt(rows.size() + 1), rows.get(random.nextInt(rows.size())));
    }
    return true;
  }
}
