package dev.tunewatch.crawler.hub;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A listing page that cannot be divided into records: HTML, truncated JSON, another shape. */
public final class MalformedPage extends Exception {

  private static final long serialVersionUID = 1L;

  private final @Nullable String next;

  /** States the reason, for people. */
  public MalformedPage(String reason) {
    this(reason, Optional.empty());
  }

  /** The same of a page that nevertheless names the one after it. */
  public MalformedPage(String reason, Optional<String> next) {
    super(reason);
    this.next = next.orElse(null);
  }

  /** The hub's link to the next page, where it is known. */
  public Optional<String> next() {
    return Optional.ofNullable(next);
  }
}
