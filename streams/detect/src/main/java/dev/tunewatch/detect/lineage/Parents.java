package dev.tunewatch.detect.lineage;

import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parents from every source, each once, with our own relation and the hub's beside it. The hub's
 * inferred relation is input, not truth.
 */
final class Parents {

  private static final int MAX_PARENTS = 64;

  private Parents() {}

  /** Resolves the parents of a release, surest first. */
  static List<ResolvedParent> of(Subject subject, List<Named> sources, Mechanisms shown) {
    List<List<Named>> parents = grouped(subject, sources);
    OurRelation relation = new OurRelation(subject, parents, shown);
    List<ResolvedParent> resolved = new ArrayList<>();
    for (List<Named> same : parents) {
      Named best = same.get(0);
      resolved.add(
          new ResolvedParent(
              best.id(),
              relation.of(same),
              best.source(),
              best.confidence(),
              hubRelation(same),
              part(same)));
    }
    resolved.sort(
        Comparator.comparing(ResolvedParent::confidence, Comparator.reverseOrder())
            .thenComparing(ResolvedParent::id));
    return List.copyOf(resolved);
  }

  /** By parent, spelling folded, what each source says, the surest first; self-loops dropped. */
  private static List<List<Named>> grouped(Subject subject, List<Named> sources) {
    String self = fold(subject.release().name().id());
    Map<String, List<Named>> byName = new TreeMap<>();
    for (Named named : sources) {
      String id = HubId.declared(named.id());
      if (id != null && !fold(id).equals(self)) {
        List<Named> same = byName.get(fold(id));
        if (same == null && byName.size() < MAX_PARENTS) {
          same = new ArrayList<>();
          byName.put(fold(id), same);
        }
        if (same != null) {
          same.add(named.as(id));
        }
      }
    }
    for (List<Named> same : byName.values()) {
      same.sort(
          Comparator.comparing(Named::confidence, Comparator.reverseOrder())
              .thenComparing(Named::id)
              .thenComparing(Named::source));
    }
    return List.copyOf(byName.values());
  }

  private static @Nullable Relation hubRelation(List<Named> same) {
    return same.stream()
        .filter(Named::byHub)
        .map(Named::relation)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable MergePart part(List<Named> same) {
    return same.stream().map(Named::part).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static String fold(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
