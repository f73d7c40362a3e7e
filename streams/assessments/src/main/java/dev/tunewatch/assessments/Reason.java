package dev.tunewatch.assessments;

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
    BigDecimal shortest = value.stripTrailingZeros();
    value = shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(row, "row");
  }
}
