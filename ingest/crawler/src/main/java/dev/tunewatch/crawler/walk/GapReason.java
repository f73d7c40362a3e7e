package dev.tunewatch.crawler.walk;

import java.util.Locale;

/** Why a walk ended early. */
public enum GapReason {
  /** The listing ended before anything known came. */
  NO_OVERLAP,
  /** The next page was said to be on another origin. */
  FOREIGN_LINK,
  /** Known rows did not come within the pages that one poll may read. */
  TOO_FAR,
  /** The hub lists no further, although its listing goes on. */
  LISTING_CUT,
  /** A page that could not be read at all. */
  MALFORMED_PAGE;

  /** The name in JSON, lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
