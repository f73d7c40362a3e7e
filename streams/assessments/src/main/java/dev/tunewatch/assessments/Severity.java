package dev.tunewatch.assessments;

/** How soon somebody should look; the first is the most severe. */
public enum Severity {
  /** Page. */
  P1,
  /** Alert now. */
  P2,
  /** Digest. */
  P3,
  /** Record. */
  P4;

  /** The more severe of the two. */
  public Severity orWorse(Severity other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** Whether this is {@code floor} or more severe. */
  public boolean reaches(Severity floor) {
    return compareTo(floor) <= 0;
  }
}
