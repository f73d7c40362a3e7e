package dev.tunewatch.detect.lineage;

import dev.tunewatch.detect.text.YamlNesting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A mergekit recipe: which models went in, and how. See arcee-ai/mergekit, {@code docs/}.
 *
 * @param method {@code merge_method} in lower case, null where the recipe has none
 * @param ingredients models and adapters, each once, in order; local paths and models that lend
 *     their tokenizer only are left out
 */
public record MergeRecipe(@Nullable String method, List<Ingredient> ingredients) {

  private static final int MAX_CHARS = 64 * 1024;

  /** {@code mergekit-multi} writes one document for each step. */
  private static final int MAX_DOCUMENTS = 32;

  private static final Set<String> KEYS =
      Set.of("merge_method", "slices", "experts", "modules", "models");

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(MAX_CHARS)
          .setMaxAliasesForCollections(50)
          .setAllowDuplicateKeys(true)
          .setSchema(new FailsafeSchema())
          .build();

  public MergeRecipe {
    ingredients = List.copyOf(ingredients);
  }

  /** Whether a text that holds a recipe would look so; what fails is not given to the parser. */
  static boolean mayBeIn(String text) {
    return text.contains("merge_method:")
        || text.contains("source_model:")
        || text.contains("slices:")
        || text.contains("modules:");
  }

  /** Names of the ingredients. */
  public Set<String> models() {
    return ingredients.stream()
        .map(Ingredient::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Reads a recipe; empty where the text is none. */
  public static Optional<MergeRecipe> parse(String yaml) {
    if (yaml.length() > MAX_CHARS || yaml.indexOf(':') < 0 || YamlNesting.isTooDeep(yaml)) {
      return Optional.empty();
    }
    RecipeWalk walk = new RecipeWalk();
    String method = null;
    boolean recipe = false;
    try {
      int documents = 0;
      for (Object document : new Load(SETTINGS).loadAllFromString(yaml)) {
        if (++documents > MAX_DOCUMENTS) {
          break;
        }
        if (document instanceof Map<?, ?> map && KEYS.stream().anyMatch(map::containsKey)) {
          recipe = true;
          Object stated = map.get("merge_method");
          method = stated instanceof String text ? text.strip().toLowerCase(Locale.ROOT) : method;
          walk.document(map, method);
        }
      }
    } catch (RuntimeException notYaml) {
      // The parser throws more than its own exceptions on hostile text.
      return Optional.empty();
    }
    boolean names = method != null || !walk.ingredients().isEmpty();
    return recipe && names
        ? Optional.of(new MergeRecipe(method, walk.ingredients()))
        : Optional.empty();
  }
}
