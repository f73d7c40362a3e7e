package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Factor;
import dev.tunewatch.assessments.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * Shares in ten-thousandths. Every value that has a name is rounded half up to one, and what comes
 * after works on the rounded value: what is compared is what is published, to the last digit on
 * every machine. Roots are found by comparing whole numbers; the one logarithm is {@link
 * StrictMath}'s, which is the same everywhere.
 */
final class FixedPoint {

  static final int ONE = 10_000;

  private FixedPoint() {}

  /** The number that people read. */
  static BigDecimal decimal(int share) {
    return new Confidence(share).decimal();
  }

  /** A step that gave this share. */
  static Reason reason(Factor factor, int share, String why, String row) {
    return new Reason(factor, decimal(share), why, row);
  }

  /** Half up, never more than 1. */
  static int nearest(double share) {
    return (int) Math.min(ONE, Math.floor(share * ONE + 0.5));
  }

  static int times(int a, int b) {
    return (int) (((long) a * b + ONE / 2) / ONE);
  }

  /** {@code a·x + (1 − a)·y}. */
  static int mixed(int a, int x, int y) {
    return (int) (((long) a * x + (long) (ONE - a) * y + ONE / 2) / ONE);
  }

  /** {@code √(a·b)}. */
  static int geometricMean(int a, int b) {
    long square = 4L * a * b;
    int below = 0;
    int above = ONE + 1;
    while (above - below > 1) {
      int middle = (below + above) / 2;
      long twice = 2L * middle - 1;
      if (twice * twice <= square) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return below;
  }

  /** {@code 100·∛(h·e·v)}, a whole number. */
  static int score(int h, int e, int v) {
    long cube = 8L * h * e * v;
    int score = 0;
    while (score < 100) {
      long twice = 2L * score + 1;
      if (twice * twice * twice * 1_000_000L > cube) {
        break;
      }
      score++;
    }
    return score;
  }

  /**
   * {@code 1 − (1 − base)·Π(1 − weight·confidence)}: exact and rounded once, so that order does not
   * matter and more never makes less.
   *
   * @param raises pairs of weight and confidence
   */
  static int raised(int base, List<int[]> raises) {
    BigInteger remaining = BigInteger.valueOf(ONE - base);
    for (int[] raise : raises) {
      long product = (long) ONE * ONE - (long) raise[0] * raise[1];
      remaining = remaining.multiply(BigInteger.valueOf(product));
    }
    BigDecimal left =
        new BigDecimal(remaining, 4 + 8 * raises.size()).setScale(4, RoundingMode.HALF_DOWN);
    return ONE - left.unscaledValue().intValueExact();
  }
}
