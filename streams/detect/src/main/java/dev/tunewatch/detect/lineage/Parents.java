package dev.tunewatch.detect.lineage;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.detect.name.FormatWords;
import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.SmallFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parents from every source, each once, with our own relation. The hub's inferred relation is
 * input, not truth: structure that shows (recipe, adapter file, quantized files) goes before it.
 */
public final class Parents {

  private static final int MAX_PARENTS = 64;
  private static final Confidence BY_FILE = Confidence.of(0.99);
  private static final Confidence DECLARED = Confidence.of(0.95);
  private static final Confidence INFERRED = Confidence.of(0.90);

  private record Named(
      String id, @Nullable Relation relation, String source, Confidence confidence) {}

  private Parents() {}

  /**
   * Resolves the parents of a release.
   *
   * @param adapter whether the release holds adapter weights
   * @param repackaged whether it is a quantized or converted copy
   */
  public static List<ResolvedParent> of(Subject subject, boolean adapter, boolean repackaged) {
    String self = subject.release().name().id();
    Map<String, List<Named>> byName = new TreeMap<>();
    for (Named named : named(subject)) {
      boolean usable = ReleaseName.isId(named.id()) && !named.id().equalsIgnoreCase(self);
      if (usable && (byName.size() < MAX_PARENTS || byName.containsKey(fold(named.id())))) {
        byName.computeIfAbsent(fold(named.id()), key -> new ArrayList<>()).add(named);
      }
    }
    List<ResolvedParent> resolved = new ArrayList<>();
    for (List<Named> same : byName.values()) {
      same.sort(
          Comparator.comparing(Named::confidence, Comparator.reverseOrder())
              .thenComparing(Named::id)
              .thenComparing(Named::source));
      Named best = same.get(0);
      Relation relation = relation(subject, same, byName.size(), adapter, repackaged);
      resolved.add(new ResolvedParent(best.id(), relation, best.source(), best.confidence()));
    }
    resolved.sort(
        Comparator.comparing(ResolvedParent::confidence, Comparator.reverseOrder())
            .thenComparing(ResolvedParent::id));
    return List.copyOf(resolved);
  }

  private static List<Named> named(Subject subject) {
    List<Named> all = new ArrayList<>();
    for (DeclaredParent parent : subject.release().declaredParents()) {
      all.add(
          new Named(
              parent.id(), parent.relation(), parent.source().wireName(), confidence(parent)));
    }
    if (subject.card() != null) {
      String stated = subject.card().head().string("base_model_relation");
      Relation relation =
          Optional.ofNullable(stated)
              .flatMap(word -> Relation.find(word.toLowerCase(Locale.ROOT)))
              .orElse(null);
      for (String id : subject.card().head().strings("base_model")) {
        all.add(new Named(id, relation, DeclaredParent.Source.CARD_DATA.wireName(), DECLARED));
      }
    }
    subject
        .release()
        .smallFile(SmallFiles.MERGEKIT_CONFIG)
        .flatMap(MergeRecipe::parse)
        .ifPresent(
            recipe -> {
              for (String id : recipe.models()) {
                String source = DeclaredParent.Source.MERGE_CONFIG.wireName();
                all.add(new Named(id, Relation.MERGE, source, BY_FILE));
              }
            });
    return all;
  }

  private static Confidence confidence(DeclaredParent parent) {
    return switch (parent.source()) {
      case ADAPTER_CONFIG, MERGE_CONFIG, GGUF -> BY_FILE;
      case CARD_DATA -> DECLARED;
      // A tag without a relation repeats the card; one with a relation is the hub's inference.
      case TAG -> parent.relation() == null ? DECLARED : INFERRED;
      case HUB -> INFERRED;
    };
  }

  private static Relation relation(
      Subject subject, List<Named> same, int parents, boolean adapter, boolean repackaged) {
    Relation stated =
        same.stream().map(Named::relation).filter(r -> r != null).findFirst().orElse(null);
    boolean inRecipe =
        same.stream()
            .anyMatch(n -> n.source().equals(DeclaredParent.Source.MERGE_CONFIG.wireName()));
    if (inRecipe) {
      return Relation.MERGE;
    }
    if (adapter && parents == 1) {
      return Relation.ADAPTER;
    }
    if (repackaged && sameModel(subject, same.get(0).id())) {
      return Relation.QUANTIZED;
    }
    if (stated != null) {
      return stated;
    }
    if (repackaged) {
      return Relation.QUANTIZED;
    }
    return parents > 1 ? Relation.MERGE : Relation.FINETUNE;
  }

  private static boolean sameModel(Subject subject, String parent) {
    return FormatWords.strip(subject.name().model())
        .equals(FormatWords.strip(ModelName.of(parent).model()));
  }

  private static String fold(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
