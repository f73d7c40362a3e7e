package dev.tunewatch.crawler.simulated.fault;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** The rows of a page come in another order. */
final class ReorderedRows extends RowsFault {

  @Override
  boolean spoil(List<String> rows, RandomGenerator random) {
    if (rows.size() < 2) {
      return false;
    }
    for (int i = rows.size() - 1; i > 0; i--) {
      Collections.swap(rows, i, random.nextInt(i + 1));
    }
    return true;
  }
}
