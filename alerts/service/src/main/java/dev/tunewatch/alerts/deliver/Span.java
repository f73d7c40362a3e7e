package dev.tunewatch.alerts.deliver;

import java.time.Instant;

/**
 * A stretch of the one sequence of versions. Both kinds of bounds hold.
 *
 * @param after only what is numbered higher
 * @param last only what is numbered so or lower
 * @param from only what was told then or later
 * @param until only what was told earlier
 */
public record Span(long after, long last, Instant from, Instant until) {

  /** The rest of it. */
  public Span after(long sequence) {
    return new Span(sequence, last, from, until);
  }
}
