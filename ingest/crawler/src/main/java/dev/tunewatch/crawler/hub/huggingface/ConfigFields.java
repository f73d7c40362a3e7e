package dev.tunewatch.crawler.hub.huggingface;

import dev.tunewatch.crawler.hub.json.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a record's {@code config} is read: parts of files that are never asked for. */
final class ConfigFields {

  private static final int MOST_ARCHITECTURES = 16;

  List<String> architectures = List.of();
  @Nullable String modelType;
  @Nullable String quantMethod;

  private Adapter peft = Adapter.NONE;
  private Adapter adapterConfig = Adapter.NONE;

  /** What an adapter's own configuration says, which stands under one of two names. */
  private record Adapter(@Nullable String parent, @Nullable String type) {

    private static final Adapter NONE = new Adapter(null, null);
  }

  /** Nothing of a value that is no object. */
  static ConfigFields read(RecordReader in) throws IOException {
    ConfigFields config = new ConfigFields();
    if (in.entersObject()) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        config.take(field, in);
      }
    }
    return config;
  }

  /** The models that the adapter is for. */
  List<String> parents() {
    List<String> parents = new ArrayList<>(2);
    if (peft.parent() != null) {
      parents.add(peft.parent());
    }
    if (adapterConfig.parent() != null) {
      parents.add(adapterConfig.parent());
    }
    return parents;
  }

  @Nullable String peftType() {
    return peft.type() != null ? peft.type() : adapterConfig.type();
  }

  private void take(String field, RecordReader in) throws IOException {
    switch (field) {
      case "architectures" -> architectures = in.texts(MOST_ARCHITECTURES);
      case "model_type" -> modelType = in.text();
      case "quantization_config" -> quantMethod = quantMethod(in);
      case "peft" -> peft = adapter(in);
      case "adapter_config" -> adapterConfig = adapter(in);
      default -> in.skip();
    }
  }

  private static @Nullable String quantMethod(RecordReader in) throws IOException {
    String method = null;
    if (in.entersObject()) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        if (field.equals("quant_method")) {
          method = in.text();
        } else {
          in.skip();
        }
      }
    }
    return method;
  }

  private static Adapter adapter(RecordReader in) throws IOException {
    String parent = null;
    String type = null;
    if (in.entersObject()) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        switch (field) {
          case "base_model_name_or_path" -> parent = in.text();
          case "peft_type" -> type = in.text();
          default -> in.skip();
        }
      }
    }
    return new Adapter(parent, type);
  }
}
