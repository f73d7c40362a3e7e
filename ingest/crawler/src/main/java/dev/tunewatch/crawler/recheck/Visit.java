package dev.tunewatch.crawler.recheck;

import dev.tunewatch.crawler.hub.Row;

/** What one look at a release's own page gave. */
public sealed interface Visit {

  /**
   * The hub shows a release; perhaps under another name than was asked for, because it redirected.
   *
   * @param row what its page says
   */
  record Found(Row.Listed row) implements Visit {}

  /**
   * Nobody without an account can see it.
   *
   * @param reason the hub's answer, for people
   */
  record Gone(String reason) implements Visit {}

  /**
   * The page says nothing that could be used.
   *
   * @param refused what came instead, to be kept
   */
  record Unreadable(Row.Refused refused) implements Visit {}

  /**
   * The page shows what the operator alone may learn of.
   *
   * @param row all that is said of it
   */
  record Escalated(Row.Escalated row) implements Visit {}

  /** The hub refuses the page for a reason that says nothing of the release. */
  record Untold() implements Visit {}
}
