package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** How far ahead of our clock a row is believed. */
  static final Duration AHEAD = Duration.ofMinutes(10);

  public Watermark {
    rows = Set.copyOf(rows);
  }

  /**
   * The watermark that a page's rows make. A row of the future would call known whatever comes
   * until then, so it does not count beside others. Where all rows are ahead it is our clock that
   * is behind.
   *
   * @param before what it was, so that it never goes back; null where there was none
   * @param now our clock
   */
  static @Nullable Watermark on(
      Order order, List<Row> rows, @Nullable Watermark before, Instant now) {
    Instant latest = believed(order, rows, now.plus(AHEAD));
    Instant time = before == null ? null : before.time();
    Set<Long> at = before == null ? new HashSet<>() : new HashSet<>(before.rows());
    for (Row row : rows) {
      Instant own = row instanceof Row.Listed listed ? listed.time(order) : null;
      if (own == null || own.isAfter(latest) || (time != null && own.isBefore(time))) {
        continue;
      }
      if (time == null || own.isAfter(time)) {
        at.clear();
        time = own;
      }
      if (at.size() < MOST_ROWS) {
        at.add(Walk.boundaryHash(order, (Row.Listed) row));
      }
    }
    return time == null ? null : new Watermark(time, at);
  }

  private static Instant believed(Order order, List<Row> rows, Instant latest) {
    for (Row row : rows) {
      Instant own = row instanceof Row.Listed listed ? listed.time(order) : null;
      if (own != null && !own.isAfter(latest)) {
        return latest;
      }
    }
    return Instant.MAX;
  }
}
