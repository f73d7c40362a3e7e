package dev.tunewatch.crawler.simulated.fault;

import java.util.List;
import java.util.random.RandomGenerator;

/** Some rows are silently left out of a page: no overlap shows it, only another reading does. */
final class LostRows extends RowsFault {

  private final long lost;

  /**
   * @param lost so many rows of a page; empty is 10
   */
  LostRows(String lost) {
    this.lost = lost.isEmpty() ? 10 : Amounts.whole(lost, 1, 1_000);
  }

  @Override
  boolean spoil(List<String> rows, RandomGenerator random) {
    for (long i = 0; i < lost && !rows.isEmpty(); i++) {
      rows.remove(random.nextInt(rows.size()));
    }
    return true;
  }
}
