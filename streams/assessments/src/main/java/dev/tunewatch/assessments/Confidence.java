package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * A probability in fixed point, so that runs can be compared to the last digit.
 *
 * @param basisPoints 0 to 10,000
 */
public record Confidence(int basisPoints) implements Comparable<Confidence> {

  /** At and above this an unsuppressed signal flags its release. */
  public static final Confidence FLAG = new Confidence(6_000);

  private static final int ONE = 10_000;

  public Confidence {
    if (basisPoints < 0 || basisPoints > ONE) {
      throw new IllegalArgumentException("confidence out of range: " + basisPoints);
    }
  }

  /**
   * Rounds a probability to a basis point.
   *
   * @throws IllegalArgumentException if it is not from 0 to 1
   */
  public static Confidence of(double probability) {
    // Written so that NaN fails too; the narrowing below would turn it into 0.
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("confidence out of range: " + probability);
    }
    return new Confidence((int) Math.round(probability * ONE));
  }

  /** Reads the JSON number, 0 to 1. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Confidence of(BigDecimal probability) {
    return of(probability.doubleValue());
  }

  /**
   * Noisy-or, {@code 1 − Π(1 − c)}: how sure several independent pieces of evidence make. Give one
   * value for each tier; copies of one claim do not add.
   */
  public static Confidence noisyOr(Collection<Confidence> independent) {
    if (independent.size() == 1) {
      return independent.iterator().next();
    }
    // The product is exact and rounded once, so neither order nor rounding on the way changes it
    // and more or surer evidence never makes less sure.
    BigInteger remaining = BigInteger.ONE;
    for (Confidence c : independent) {
      remaining = remaining.multiply(BigInteger.valueOf(ONE - c.basisPoints));
    }
    int scale = 4 * independent.size();
    BigDecimal product = new BigDecimal(remaining, scale).setScale(4, RoundingMode.HALF_UP);
    return new Confidence(ONE - product.unscaledValue().intValueExact());
  }

  /** The JSON number, 0 to 1, at most four decimals. */
  @JsonValue
  public BigDecimal decimal() {
    BigDecimal exact = BigDecimal.valueOf(basisPoints, 4).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  /** Whether this is at least as sure. */
  public boolean atLeast(Confidence other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(Confidence other) {
    return Integer.compare(basisPoints, other.basisPoints);
  }

  @Override
  public String toString() {
    return decimal().toPlainString();
  }
}
