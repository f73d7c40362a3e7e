package dev.tunewatch.detect.score;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * One step towards a factor.
 *
 * @param factor which
 * @param value what the step gave
 * @param why a plain sentence without full stop
 * @param row where the value stands in the tables, for example {@code exposure.memory[upTo 24]}
 */
public record Reason(Factor factor, BigDecimal value, String why, String row) {

  public Reason {
    Objects.requireNonNull(factor, "factor");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(row, "row");
  }

  static Reason of(Factor factor, int share, String why, String row) {
    return new Reason(factor, FixedPoint.decimal(share), why, row);
  }
}
