package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the hub read out of the weights' headers and configuration for us.
 *
 * @param architectures {@code config.architectures}
 * @param modelType {@code config.model_type}
 * @param quantMethod {@code config.quantization_config.quant_method}
 * @param parameters number of parameters, where the hub counted them
 * @param peftType {@code peft_type} of an adapter
 * @param gguf facts of a GGUF header
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelFacts(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> architectures,
    @Nullable String modelType,
    @Nullable String quantMethod,
    @Nullable Long parameters,
    @Nullable String peftType,
    @Nullable Gguf gguf) {

  /** Nothing is known. */
  public static final ModelFacts NONE = new ModelFacts(List.of(), null, null, null, null, null);

  public ModelFacts {
    architectures = architectures == null ? List.of() : List.copyOf(architectures);
  }

  /** Takes what {@code other} knows where this one knows nothing. */
  public ModelFacts orElse(ModelFacts other) {
    return new ModelFacts(
        architectures.isEmpty() ? other.architectures : architectures,
        modelType != null ? modelType : other.modelType,
        quantMethod != null ? quantMethod : other.quantMethod,
        parameters != null ? parameters : other.parameters,
        peftType != null ? peftType : other.peftType,
        gguf != null ? gguf : other.gguf);
  }

  /**
   * Facts of a GGUF header.
   *
   * @param architecture {@code general.architecture}
   * @param contextLength tokens
   * @param totalBytes size of the file
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Gguf(
      @Nullable String architecture, @Nullable Long contextLength, @Nullable Long totalBytes) {}
}
