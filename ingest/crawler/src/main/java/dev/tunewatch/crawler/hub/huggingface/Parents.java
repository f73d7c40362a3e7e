package dev.tunewatch.crawler.hub.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.DeclaredParent.Source;
import dev.tunewatch.events.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parents as each source of a record names them. The hub tags a pair per parent, {@code
 * base_model:X} and {@code base_model:<relation>:X}; of a pair only the one that says more is kept.
 */
final class Parents {

  /** More parents than any real merge has. */
  static final int MOST = 128;

  private static final String TAG = "base_model:";

  private Parents() {}

  static List<DeclaredParent> of(JsonNode record, List<String> tags) {
    Set<DeclaredParent> parents = new LinkedHashSet<>();
    fromTags(tags, parents);
    fromCardData(record.get("cardData"), parents);
    fromHub(record.get("baseModels"), parents);
    fromAdapter(record.get("config"), parents);
    return parents.stream().limit(MOST).toList();
  }

  private static void fromTags(List<String> tags, Set<DeclaredParent> to) {
    List<String> plain = new ArrayList<>();
    Set<String> related = new LinkedHashSet<>();
    for (String tag : tags) {
      if (!tag.startsWith(TAG)) {
        continue;
      }
      String rest = tag.substring(TAG.length());
      int colon = rest.indexOf(':');
      Optional<Relation> relation =
          colon < 0 ? Optional.empty() : Relation.find(rest.substring(0, colon));
      if (relation.isEmpty()) {
        plain.add(rest);
      } else {
        String id = rest.substring(colon + 1);
        related.add(id);
        add(id, relation.get(), Source.TAG, to);
      }
    }
    plain.removeIf(related::contains);
    plain.forEach(id -> add(id, null, Source.TAG, to));
  }

  private static void fromCardData(@Nullable JsonNode cardData, Set<DeclaredParent> to) {
    String word = Fields.firstText(cardData, "base_model_relation");
    Relation relation = word == null ? null : Relation.find(word).orElse(null);
    Fields.texts(cardData, "base_model").forEach(id -> add(id, relation, Source.CARD_DATA, to));
  }

  private static void fromHub(@Nullable JsonNode baseModels, Set<DeclaredParent> to) {
    String word = Fields.text(baseModels, "relation");
    Relation relation = word == null ? null : Relation.find(word).orElse(null);
    JsonNode models = baseModels == null ? null : baseModels.get("models");
    if (models == null || !models.isArray()) {
      return;
    }
    for (JsonNode model : models) {
      if (to.size() >= MOST) {
        return;
      }
      String id = Fields.text(model, "id");
      if (id != null) {
        add(id, relation, Source.HUB, to);
      }
    }
  }

  /** The API repeats parts of {@code adapter_config.json}, which itself is never asked for. */
  private static void fromAdapter(@Nullable JsonNode config, Set<DeclaredParent> to) {
    if (config == null) {
      return;
    }
    for (String section : List.of("peft", "adapter_config")) {
      String id = Fields.text(config.get(section), "base_model_name_or_path");
      if (id != null) {
        add(id, Relation.ADAPTER, Source.ADAPTER_CONFIG, to);
      }
    }
  }

  private static void add(
      String id, @Nullable Relation relation, Source source, Set<DeclaredParent> to) {
    String bounded = Fields.bounded(id);
    if (bounded != null) {
      to.add(new DeclaredParent(bounded, relation, source));
    }
  }
}
