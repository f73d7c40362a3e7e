package dev.tunewatch.crawler.hub.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.ReleaseFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the hub read out of headers and configuration, and the file list. */
final class Facts {

  /** File names that are kept; a sharded model of a thousand parts says nothing more at the end. */
  static final int MOST_FILES = 2_000;

  private Facts() {}

  static @Nullable ModelFacts of(JsonNode record) {
    JsonNode config = record.get("config");
    JsonNode gguf = record.get("gguf");
    Long parameters = Fields.count(record.get("safetensors"), "total");
    ModelFacts facts =
        new ModelFacts(
            Fields.texts(config, "architectures").stream().limit(16).toList(),
            Fields.text(config, "model_type"),
            Fields.text(get(config, "quantization_config"), "quant_method"),
            parameters != null ? parameters : Fields.count(gguf, "total"),
            peftType(config),
            gguf(gguf));
    return facts.equals(ModelFacts.NONE) ? null : facts;
  }

  /** {@code siblings}; null where the record has none (not read is not absent). */
  static @Nullable List<ReleaseFile> files(JsonNode record) {
    JsonNode siblings = record.get("siblings");
    if (siblings == null || !siblings.isArray()) {
      return null;
    }
    List<ReleaseFile> files = new ArrayList<>();
    for (JsonNode sibling : siblings) {
      if (files.size() >= MOST_FILES) {
        break;
      }
      String name = Fields.text(sibling, "rfilename");
      if (name != null) {
        JsonNode lfs = sibling.get("lfs");
        Long size = Fields.count(sibling, "size");
        files.add(
            new ReleaseFile(
                name, size != null ? size : Fields.count(lfs, "size"), Fields.text(lfs, "sha256")));
      }
    }
    return files;
  }

  private static @Nullable String peftType(@Nullable JsonNode config) {
    String type = Fields.text(get(config, "peft"), "peft_type");
    return type != null ? type : Fields.text(get(config, "adapter_config"), "peft_type");
  }

  private static ModelFacts.@Nullable Gguf gguf(@Nullable JsonNode gguf) {
    if (gguf == null || !gguf.isObject()) {
      return null;
    }
    return new ModelFacts.Gguf(
        Fields.text(gguf, "architecture"),
        Fields.count(gguf, "context_length"),
        Fields.count(gguf, "totalFileSize"));
  }

  private static @Nullable JsonNode get(@Nullable JsonNode json, String field) {
    return json == null ? null : json.get(field);
  }
}
