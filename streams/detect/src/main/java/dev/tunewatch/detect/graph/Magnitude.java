package dev.tunewatch.detect.graph;

/**
 * Downloads in whole orders of magnitude, so that the daily to and fro of a counter is no news. A
 * pure function of the count: an order that remembered where it was would make the state at rest
 * depend on history.
 */
final class Magnitude {

  private Magnitude() {}

  /** How many digits it has, 0 for none. */
  static int of(long count) {
    return count <= 0 ? 0 : Long.toString(count).length();
  }

  /** A count in the middle of an order, by its logarithm. */
  static long representative(int order) {
    return order <= 0 ? 0 : Math.round(StrictMath.pow(10, order - 0.5));
  }
}
