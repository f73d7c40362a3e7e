package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a walk that is not at its end has read: all between its first row and the newest of its last
 * page. If the hub refuses the next page the walk starts again from the newest one, and what it has
 * read is not published again, however much that was.
 *
 * @param newer the newest row, with those at its very key
 * @param older the newest key of the last page; what has this key or an older one is not told
 */
public record Passed(Watermark newer, Instant older) {

  /** The same with one more page of a walk that goes on or that started again. */
  static @Nullable Passed on(
      @Nullable Passed before, @Nullable Watermark target, @Nullable Instant newestOfPage) {
    if (target == null || newestOfPage == null) {
      return before;
    }
    if (before == null) {
      return new Passed(target, newestOfPage);
    }
    // A walk that started again has read the new rows above once it is back at the old ones.
    boolean back = !newestOfPage.isAfter(before.newer.time());
    return new Passed(
        back ? target : before.newer,
        newestOfPage.isBefore(before.older) ? newestOfPage : before.older);
  }

  /** Whether the walk has read this row. */
  boolean holds(Order order, Row.Listed row) {
    Instant key = row.time(order);
    if (key == null || !key.isAfter(older) || key.isAfter(newer.time())) {
      return false;
    }
    return key.isBefore(newer.time()) || newer.rows().contains(Walk.boundaryHash(order, row));
  }
}
