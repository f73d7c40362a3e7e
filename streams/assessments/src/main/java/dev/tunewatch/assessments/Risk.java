package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * The score and its factors, {@code R = 100·(H·E·V)^(1/3)}; C is kept apart.
 *
 * @param score R, 0 to 100
 * @param hazard H, 0 to 1
 * @param exposure E, 0 to 1
 * @param vulnerability V, 0 to 1
 * @param confidence C, 0 to 1
 */
public record Risk(
    @JsonProperty(value = "R", required = true) int score,
    @JsonProperty("H") BigDecimal hazard,
    @JsonProperty("E") BigDecimal exposure,
    @JsonProperty("V") BigDecimal vulnerability,
    @JsonProperty("C") BigDecimal confidence) {

  public Risk {
    Objects.requireNonNull(hazard, "hazard");
    Objects.requireNonNull(exposure, "exposure");
    Objects.requireNonNull(vulnerability, "vulnerability");
    Objects.requireNonNull(confidence, "confidence");
  }
}
