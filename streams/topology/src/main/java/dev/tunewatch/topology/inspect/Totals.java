package dev.tunewatch.topology.inspect;

import org.jspecify.annotations.Nullable;

/**
 * Counts of the state, not of the work: a release that is inspected twice counts once.
 *
 * @param assessed releases that are inspected
 * @param flagged those of them that are flagged
 */
public record Totals(long assessed, long flagged) {

  /** Before the first release. */
  public static final Totals ZERO = new Totals(0, 0);

  /** After one release changed from one row to another, null being no row. */
  public Totals after(@Nullable Told before, @Nullable Told now) {
    return new Totals(
        assessed + (now == null ? 0 : 1) - (before == null ? 0 : 1),
        flagged + flags(now) - flags(before));
  }

  /** The sum, over partitions. */
  public Totals plus(Totals other) {
    return new Totals(assessed + other.assessed, flagged + other.flagged);
  }

  private static int flags(@Nullable Told told) {
    return told != null && told.flagged() ? 1 : 0;
  }
}
