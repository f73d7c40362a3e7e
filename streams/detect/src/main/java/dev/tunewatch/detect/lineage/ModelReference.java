package dev.tunewatch.detect.lineage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How mergekit names a model: {@code owner/name@revision+owner/adapter}, or the same as a mapping
 * {@code {model: {path: …}, lora: {path: …}}}.
 *
 * @param model null where it is a path of the maker's machine
 * @param adapter null where there is none, or none of the hub
 */
record ModelReference(@Nullable String model, @Nullable String adapter) {

  private static final ModelReference NONE = new ModelReference(null, null);

  static ModelReference of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      ModelReference model = of(path(map.containsKey("path") ? map.get("path") : map.get("model")));
      Object lora = path(map.get("lora"));
      return lora == null ? model : new ModelReference(model.model(), of(lora).model());
    }
    if (!(value instanceof String text)) {
      return NONE;
    }
    int plus = text.indexOf('+');
    return plus < 0
        ? new ModelReference(HubId.find(text), null)
        : new ModelReference(
            HubId.find(text.substring(0, plus)), HubId.find(text.substring(plus + 1)));
  }

  private static @Nullable Object path(@Nullable Object value) {
    Object at = value;
    for (int i = 0; i < 3 && at instanceof Map<?, ?> map; i++) {
      at = map.containsKey("path") ? map.get("path") : map.get("model");
    }
    return at instanceof String ? at : null;
  }
}
