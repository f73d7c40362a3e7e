package dev.tunewatch.detect.lineage;

import dev.tunewatch.detect.text.YamlNesting;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A mergekit recipe: which models went in. See arcee-ai/mergekit, {@code docs/}.
 *
 * @param method {@code merge_method}, null where the recipe has none
 * @param models names of models and adapters, in order; local paths are left out
 */
public record MergeRecipe(@Nullable String method, Set<String> models) {

  private static final int MAX_CHARS = 64 * 1024;
  private static final int MAX_NODES = 20_000;
  private static final int MAX_DEPTH = 12;
  private static final int MAX_MODELS = 64;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(MAX_CHARS)
          .setMaxAliasesForCollections(50)
          .setAllowDuplicateKeys(true)
          .setSchema(new FailsafeSchema())
          .build();

  /** Reads a recipe; empty where the text is none. */
  public static Optional<MergeRecipe> parse(String yaml) {
    if (yaml.length() > MAX_CHARS || yaml.indexOf(':') < 0 || YamlNesting.isTooDeep(yaml)) {
      return Optional.empty();
    }
    try {
      if (!(new Load(SETTINGS).loadFromString(yaml) instanceof Map<?, ?> map)) {
        return Optional.empty();
      }
      Object method = map.get("merge_method");
      boolean recipe = method != null || map.containsKey("slices") || map.containsKey("experts");
      if (!recipe) {
        return Optional.empty();
      }
      Set<String> models = new LinkedHashSet<>();
      collect(map, models, 0, new int[] {MAX_NODES});
      return Optional.of(new MergeRecipe(method == null ? null : method.toString(), models));
    } catch (RuntimeException notYaml) {
      return Optional.empty();
    }
  }

  private static void collect(@Nullable Object node, Set<String> models, int depth, int[] left) {
    if (depth > MAX_DEPTH || left[0]-- <= 0) {
      return;
    }
    if (node instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        Object key = entry.getKey();
        if ("model".equals(key) || "base_model".equals(key) || "source_model".equals(key)) {
          name(entry.getValue(), models);
        }
        collect(entry.getValue(), models, depth + 1, left);
      }
    } else if (node instanceof Collection<?> list) {
      for (Object item : list) {
        collect(item, models, depth + 1, left);
      }
    }
  }

  /** {@code model+adapter} names both; mergekit also writes {@code model: {model: {path: …}}}. */
  private static void name(@Nullable Object value, Set<String> models) {
    Object named = value;
    for (int i = 0; i < 3 && named instanceof Map<?, ?> map; i++) {
      named = map.containsKey("path") ? map.get("path") : map.get("model");
    }
    if (!(named instanceof String text)) {
      return;
    }
    for (String part : text.split("\\+", 8)) {
      String id = part.strip();
      int slash = id.indexOf('/');
      boolean isId =
          slash > 0
              && slash == id.lastIndexOf('/')
              && slash + 1 < id.length()
              && id.charAt(0) != '.'
              && id.length() <= 256
              && id.indexOf(' ') < 0;
      if (isId && models.size() < MAX_MODELS) {
        models.add(id);
      }
    }
  }
}
