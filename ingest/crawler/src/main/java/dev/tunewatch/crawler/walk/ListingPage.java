package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page as it was read.
 *
 * @param rows in the hub's order; none where the page was malformed
 * @param next path and query of the next page, null on the last one
 * @param defect what keeps the walk from being whole, or null
 */
public record ListingPage(List<Row> rows, @Nullable String next, @Nullable GapReason defect) {

  public ListingPage {
    rows = List.copyOf(rows);
  }
}
