package dev.tunewatch.crawler.hub.huggingface;

import dev.tunewatch.events.ModelFacts;
import org.jspecify.annotations.Nullable;

/** What the hub read out of headers and configuration. */
final class Facts {

  private Facts() {}

  /** All that the record gives; null where that is nothing. */
  static @Nullable ModelFacts of(RecordFields record) {
    Long parameters = record.safetensorsTotal;
    return of(record, parameters != null ? parameters : record.ggufTotal, record.gguf);
  }

  /** Without what a listing never gives. */
  static @Nullable ModelFacts listed(RecordFields record) {
    return of(record, record.safetensorsTotal, null);
  }

  private static @Nullable ModelFacts of(
      RecordFields record, @Nullable Long parameters, ModelFacts.@Nullable Gguf gguf) {
    ConfigFields config = record.config;
    ModelFacts facts =
        new ModelFacts(
            config.architectures,
            config.modelType,
            config.quantMethod,
            parameters,
            config.peftType(),
            gguf);
    return facts.equals(ModelFacts.NONE) ? null : facts;
  }
}
