package dev.tunewatch.detect.evaluation;

import java.util.Locale;

/** Counts of right and wrong answers. */
public final class Tally {

  /** The normal quantile of a two-sided interval of 95 %. */
  private static final double Z = 1.959964;

  private int hits;
  private int wrong;
  private int missed;
  private int quiet;

  void count(boolean expected, boolean found) {
    if (expected) {
      hits += found ? 1 : 0;
      missed += found ? 0 : 1;
    } else {
      wrong += found ? 1 : 0;
      quiet += found ? 0 : 1;
    }
  }

  /** Expected and found. */
  public int hits() {
    return hits;
  }

  /** Found and not expected. */
  public int wrong() {
    return wrong;
  }

  /** Expected and not found. */
  public int missed() {
    return missed;
  }

  int size() {
    return hits + wrong + missed + quiet;
  }

  int expected() {
    return hits + missed;
  }

  /** Of what was found, how much was expected; 1 where nothing was found. */
  public double precision() {
    return hits + wrong == 0 ? 1 : (double) hits / (hits + wrong);
  }

  /** Of what was expected, how much was found; 1 where nothing was expected. */
  public double recall() {
    return hits + missed == 0 ? 1 : (double) hits / (hits + missed);
  }

  String precisionText() {
    return share(hits, hits + wrong);
  }

  String recallText() {
    return share(hits, hits + missed);
  }

  /** A share with the bounds of Wilson (1927), which hold for small numbers too. */
  static String share(int part, int whole) {
    if (whole == 0) {
      return "–";
    }
    double p = (double) part / whole;
    double z2 = Z * Z / whole;
    double middle = (p + z2 / 2) / (1 + z2);
    double half = Z * Math.sqrt(p * (1 - p) / whole + z2 / (4 * whole)) / (1 + z2);
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f–%.3f) %d/%d",
        p,
        Math.max(0, middle - half),
        Math.min(1, middle + half),
        part,
        whole);
  }
}
