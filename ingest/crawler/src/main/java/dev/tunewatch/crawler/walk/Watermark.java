package dev.tunewatch.crawler.walk;

import java.time.Instant;
import java.util.Set;

/**
 * The newest sort key that a complete walk saw. Keys are not unique, so the rows at that very key
 * are remembered too.
 *
 * @param time the key
 * @param rows hashes of the rows that have it, bounded
 */
public record Watermark(Instant time, Set<Long> rows) {

  /** More rows of one instant than this are left to the ring. */
  static final int MOST_ROWS = 512;

  public Watermark {
    rows = Set.copyOf(rows);
  }
}
