package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to run a release and who paid for it, as far as the record tells; what it does not
 * tell is null.
 *
 * @param parameters all parameters
 * @param activeParameters those that work on one token, of a mixture of experts
 * @param scheme how the weights are stored, for example {@code gguf}, {@code gptq}, {@code bf16}
 * @param bits per weight; of a release with several variants, of the smallest
 * @param extreme whether it is a setting that measurably weakens alignment, below about 2.6 bits
 * @param minVramGb gigabytes, rounded up, that the smallest complete variant needs to run with
 *     4,096 tokens
 * @param owners how many makers' models went into a merge
 * @param pooledCost whether the maker says that others bore the cost of the compute
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Facts(
    @Nullable Long parameters,
    @Nullable Long activeParameters,
    @Nullable String scheme,
    @Nullable BigDecimal bits,
    @Nullable Boolean extreme,
    @Nullable Integer minVramGb,
    @Nullable Integer owners,
    @Nullable Boolean pooledCost) {

  public Facts {
    if (bits != null) {
      BigDecimal shortest = bits.stripTrailingZeros();
      bits = shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
  }

  /** Nothing is known. */
  public static final Facts NONE = new Facts(null, null, null, null, null, null, null, null);
}
