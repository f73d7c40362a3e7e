package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Row;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a walk that is not at its end has read: all between its first row and the newest of its last
 * page, and that page's rows. If the hub refuses the next page the walk starts again from the
 * newest one, and what it has read is not published again, however much that was and whatever the
 * ring, which both orders share, forgot meanwhile.
 *
 * @param newer the newest row, with those at its very key
 * @param older the newest key of the last page
 * @param last hashes of the rows read that have this key or an older one
 */
public record Passed(Watermark newer, Instant older, Set<Long> last) {

  /** More than a page has; what is beyond, of rows that all have one key, is left to the ring. */
  static final int MOST_LAST = 2_500;

  public Passed {
    last = Set.copyOf(last);
  }

  /** The same with one more page of a walk that goes on or that started again. */
  static @Nullable Passed on(
      @Nullable Passed before, @Nullable Watermark target, Order order, List<Row> page) {
    Instant newest = newest(order, page);
    if (target == null || newest == null) {
      return before;
    }
    if (before == null) {
      return new Passed(target, newest, until(newest, order, page, Set.of()));
    }
    // A walk that started again has read the new rows above once it is back at the old ones.
    boolean back = !newest.isAfter(before.newer.time());
    boolean further = newest.isBefore(before.older);
    Instant older = further ? newest : before.older;
    return new Passed(
        back ? target : before.newer,
        older,
        until(older, order, page, further ? Set.of() : before.last));
  }

  /** Whether the walk has read this row. */
  boolean holds(Order order, Row.Listed row) {
    Instant key = row.time(order);
    if (key == null || key.isAfter(newer.time())) {
      return false;
    }
    if (!key.isAfter(older)) {
      return last.contains(Walk.boundaryHash(order, row));
    }
    return key.isBefore(newer.time()) || newer.rows().contains(Walk.boundaryHash(order, row));
  }

  private static @Nullable Instant newest(Order order, List<Row> page) {
    Instant newest = null;
    for (Row row : page) {
      Instant key = row instanceof Row.Listed listed ? listed.time(order) : null;
      if (key != null && (newest == null || key.isAfter(newest))) {
        newest = key;
      }
    }
    return newest;
  }

  private static Set<Long> until(Instant key, Order order, List<Row> page, Set<Long> before) {
    Set<Long> rows = new HashSet<>(before);
    for (Row row : page) {
      if (rows.size() < MOST_LAST && row instanceof Row.Listed listed) {
        Instant own = listed.time(order);
        if (own != null && !own.isAfter(key)) {
          rows.add(Walk.boundaryHash(order, listed));
        }
      }
    }
    return rows;
  }
}
