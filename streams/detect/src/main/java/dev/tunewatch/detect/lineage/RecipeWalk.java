package dev.tunewatch.detect.lineage;

import dev.tunewatch.assessments.MergePart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the documents of a recipe and weighs what each model gave. Weights of all slices and layers
 * are added up, so a share is a rough one; it only has to tell much from little.
 */
final class RecipeWalk {

  private static final int MAX_NODES = 20_000;
  private static final int MAX_DEPTH = 12;
  private static final int MAX_MODELS = 64;
  private static final double HALF = 0.5;
  private static final double FIFTH = 0.2;

  /** A model named in here gives no weights, or is none. */
  private static final Set<String> NOT_WALKED =
      Set.of(
          "tokenizer",
          "tokenizer_source",
          "parameters",
          "positive_prompts",
          "negative_prompts",
          "metadata",
          "chat_template");

  /** Methods that measure the models against the base and add what differs. */
  private static final Set<String> AGAINST_BASE =
      Set.of(
          "task_arithmetic",
          "ties",
          "dare_ties",
          "dare_linear",
          "della",
          "della_linear",
          "breadcrumbs",
          "breadcrumbs_ties",
          "sce",
          "model_stock");

  private static final class Given {
    private double weight;
    private boolean weighed;
    private boolean chassis;
    private boolean expert;
    private boolean adapter;
  }

  private final Map<String, Given> models = new LinkedHashMap<>();
  private int left = MAX_NODES;

  /** Adds what one document says. */
  void document(Map<?, ?> recipe, @Nullable String method) {
    String base = ModelReference.of(recipe.get("base_model")).model();
    walk(recipe, recipe.get("parameters"), new Context(method, base), 0);
    ModelReference named = ModelReference.of(recipe.get("base_model"));
    Given chassis = given(named.model());
    if (chassis != null) {
      chassis.chassis = true;
    }
    adapter(named);
  }

  private record Context(@Nullable String method, @Nullable String base) {

    boolean isBase(@Nullable String model) {
      return base != null && base.equals(model);
    }
  }

  /** What went in, in the order in which it is named. */
  List<Ingredient> ingredients() {
    double all = models.values().stream().mapToDouble(given -> Math.abs(given.weight)).sum();
    List<Ingredient> ingredients = new ArrayList<>();
    models.forEach((id, given) -> ingredients.add(new Ingredient(id, part(given, all))));
    return ingredients;
  }

  private static MergePart part(Given given, double all) {
    if (given.expert) {
      return MergePart.EXPERT;
    }
    if (given.adapter && !given.weighed) {
      return MergePart.ADAPTER;
    }
    if (!given.weighed && given.chassis) {
      return MergePart.CHASSIS;
    }
    if (given.weight < 0) {
      return MergePart.SUBTRACTED;
    }
    double share = all == 0 ? 0 : given.weight / all;
    return share >= HALF ? MergePart.MAJOR : share < FIFTH ? MergePart.MINOR : MergePart.SHARE;
  }

  private void walk(@Nullable Object node, @Nullable Object inherited, Context context, int depth) {
    if (depth > MAX_DEPTH || left-- <= 0) {
      return;
    }
    if (node instanceof Map<?, ?> map) {
      Object parameters = map.containsKey("parameters") ? map.get("parameters") : inherited;
      if (map.containsKey("source_model")) {
        expert(map.get("source_model"));
      }
      if (map.containsKey("model")) {
        weigh(map, parameters, context);
      }
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        boolean named = "model".equals(entry.getKey()) || "base_model".equals(entry.getKey());
        if (!named && !NOT_WALKED.contains(String.valueOf(entry.getKey()))) {
          walk(entry.getValue(), parameters, context, depth + 1);
        }
      }
    } else if (node instanceof Collection<?> list) {
      for (Object item : list) {
        walk(item, inherited, context, depth + 1);
      }
    }
  }

  private void expert(@Nullable Object value) {
    ModelReference named = ModelReference.of(value);
    Given expert = given(named.model());
    if (expert != null) {
      expert.expert = true;
    }
    adapter(named);
  }

  private void weigh(Map<?, ?> source, @Nullable Object parameters, Context context) {
    ModelReference named = ModelReference.of(source.get("model"));
    Given given = given(named.model());
    if (given != null) {
      Double weight = weight(source, parameters, context, context.isBase(named.model()));
      if (weight != null) {
        given.weighed = true;
        given.weight += weight * layers(source.get("layer_range"));
      }
    }
    adapter(named);
  }

  /** Null for the base of a method that measures against it, unless it is given a weight. */
  private static @Nullable Double weight(
      Map<?, ?> source, @Nullable Object parameters, Context context, boolean base) {
    Object own = source.get("parameters") instanceof Map<?, ?> map ? map.get("weight") : null;
    if (own != null) {
      return Weights.mean(own);
    }
    if (base && context.method() != null && AGAINST_BASE.contains(context.method())) {
      return null;
    }
    Object t = parameters instanceof Map<?, ?> map ? map.get("t") : null;
    if (t != null) {
      double other = Weights.mean(t);
      return base ? 1 - other : other;
    }
    Object shared = parameters instanceof Map<?, ?> map ? map.get("weight") : null;
    return shared == null ? Double.valueOf(1) : Double.valueOf(Weights.mean(shared));
  }

  private static double layers(@Nullable Object range) {
    if (range instanceof List<?> list && list.size() == 2) {
      double layers = Weights.mean(list.get(1)) - Weights.mean(list.get(0));
      return layers > 0 && layers < 10_000 ? layers : 1;
    }
    return 1;
  }

  private void adapter(ModelReference named) {
    Given given = given(named.adapter());
    if (given != null) {
      given.adapter = true;
    }
  }

  private @Nullable Given given(@Nullable String id) {
    if (id == null || (models.size() >= MAX_MODELS && !models.containsKey(id))) {
      return null;
    }
    return models.computeIfAbsent(id, key -> new Given());
  }
}
