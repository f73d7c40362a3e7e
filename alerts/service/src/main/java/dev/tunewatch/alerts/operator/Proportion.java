package dev.tunewatch.alerts.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * So many of so many, with the interval in which the true share lies with 95 % confidence: Wilson's
 * score interval, which stays within 0 and 1 and means something for five cases, too (E. B. Wilson,
 * Probable inference, the law of succession, and statistical inference, JASA 22, 1927).
 *
 * @param of how many were looked at
 * @param count how many of them
 */
@JsonPropertyOrder({"of", "count", "share", "low", "high"})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Proportion(long of, long count) {

  private static final double Z = 1.959963984540054;

  public Proportion {
    if (count < 0 || of < count) {
      throw new IllegalArgumentException(count + " of " + of);
    }
  }

  /** The share that was seen, null of nothing. */
  @JsonProperty
  public @Nullable Double share() {
    return of == 0 ? null : rounded((double) count / of);
  }

  /** Where the interval begins; 0 of nothing. */
  @JsonProperty
  public double low() {
    return of == 0 ? 0 : rounded(Math.max(0, centre() - spread()));
  }

  /** Where it ends; 1 of nothing. */
  @JsonProperty
  public double high() {
    return of == 0 ? 1 : rounded(Math.min(1, centre() + spread()));
  }

  private double centre() {
    double share = (double) count / of;
    return (share + Z * Z / (2 * of)) / (1 + Z * Z / of);
  }

  private double spread() {
    double share = (double) count / of;
    return Z / (1 + Z * Z / of) * Math.sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of));
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
