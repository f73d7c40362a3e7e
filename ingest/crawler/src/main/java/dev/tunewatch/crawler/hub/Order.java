package dev.tunewatch.crawler.hub;

import java.util.Locale;

/** The two orders in which a hub's listing is walked, newest first. */
public enum Order {
  CREATED,
  MODIFIED;

  /** The name in JSON, lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
