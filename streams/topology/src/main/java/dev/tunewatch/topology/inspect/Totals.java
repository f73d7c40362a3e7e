package dev.tunewatch.topology.inspect;

/**
 * Counts of the state, not of the work: a release that is inspected twice counts once.
 *
 * @param assessed releases that are inspected
 * @param flagged those of them that are flagged
 */
public record Totals(long assessed, long flagged) {

  /** Before the first release. */
  public static final Totals ZERO = new Totals(0, 0);

  /** The sum, over partitions or with a change. */
  public Totals plus(Totals other) {
    return new Totals(assessed + other.assessed, flagged + other.flagged);
  }
}
