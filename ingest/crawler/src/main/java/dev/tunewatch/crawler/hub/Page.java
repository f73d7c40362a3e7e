package dev.tunewatch.crawler.hub;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param rows in the hub's order
 * @param next the hub's link to the next page as given, not yet checked; empty on the last one
 * @param cut whether the hub lists no further although the listing goes on
 */
public record Page(List<Row> rows, Optional<String> next, boolean cut) {

  public Page {
    rows = List.copyOf(rows);
    if (cut && next.isPresent()) {
      throw new IllegalArgumentException("a listing that is cut has no next page");
    }
  }

  /** A page of a listing that is whole. */
  public Page(List<Row> rows, Optional<String> next) {
    this(rows, next, false);
  }
}
