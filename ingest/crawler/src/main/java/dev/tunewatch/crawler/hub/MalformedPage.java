package dev.tunewatch.crawler.hub;

/** A listing page that cannot be divided into records: HTML, truncated JSON, another shape. */
public final class MalformedPage extends Exception {

  private static final long serialVersionUID = 1L;

  /** States the reason, for people. */
  public MalformedPage(String reason) {
    super(reason);
  }
}
