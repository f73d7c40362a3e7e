package dev.tunewatch.crawler.hub.huggingface;

import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.DeclaredParent.Source;
import dev.tunewatch.events.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  static List<DeclaredParent> of(RecordFields record, List<String> tags) {
    List<DeclaredParent> parents = new ArrayList<>();
    fromTags(tags, parents);
    Relation declared = relation(record.card.relation);
    record.card.parents.forEach(id -> add(id, declared, Source.CARD_DATA, parents));
    fromHub(record, parents);
    // The API repeats parts of adapter_config.json, which itself is never asked for.
    List<String> adapted = record.config.parents();
    adapted.forEach(id -> add(id, Relation.ADAPTER, Source.ADAPTER_CONFIG, parents));
    return List.copyOf(parents);
  }

  private static void fromTags(List<String> tags, List<DeclaredParent> to) {
    List<String> plain = new ArrayList<>();
    Set<String> related = new HashSet<>();
    for (String tag : tags) {
      if (!tag.startsWith(TAG)) {
        continue;
      }
      int colon = tag.indexOf(':', TAG.length());
      Relation relation = colon < 0 ? null : relation(tag.substring(TAG.length(), colon));
      if (relation == null) {
        plain.add(tag.substring(TAG.length()));
      } else {
        String id = tag.substring(colon + 1);
        related.add(id);
        add(id, relation, Source.TAG, to);
      }
    }
    for (String id : plain) {
      if (!related.contains(id)) {
        add(id, null, Source.TAG, to);
      }
    }
  }

  private static void fromHub(RecordFields record, List<DeclaredParent> to) {
    Relation relation = relation(record.hubRelation);
    record.hubParents.forEach(id -> add(id, relation, Source.HUB, to));
  }

  private static @Nullable Relation relation(@Nullable String word) {
    return word == null ? null : Relation.find(word).orElse(null);
  }

  private static void add(
      String id, @Nullable Relation relation, Source source, List<DeclaredParent> to) {
    String bounded = Fields.bounded(id);
    if (bounded == null || to.size() >= MOST) {
      return;
    }
    DeclaredParent parent = new DeclaredParent(bounded, relation, source);
    if (!to.contains(parent)) {
      to.add(parent);
    }
  }
}
