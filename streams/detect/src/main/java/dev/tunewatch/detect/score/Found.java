package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The facts that count, each once and at its surest: silenced ones are kept apart. What lineage
 * inherits is V4, unless benign context silences V4.
 */
final class Found {

  /**
   * One fact.
   *
   * @param from the release it came from, null for an own fact
   */
  record Fact(SignalId id, Tier tier, Confidence confidence, @Nullable String from) {

    /** Sure enough to flag; below that it is a prior. */
    boolean stands() {
      return confidence.atLeast(Confidence.FLAG);
    }
  }

  /** Total over facts of one signal, so that the order of the input does not matter. */
  private static final Comparator<Fact> SUREST_FIRST =
      Comparator.comparing(Fact::confidence, Comparator.reverseOrder())
          .thenComparing(Fact::tier)
          .thenComparing(fact -> String.valueOf(fact.from()));

  private final Map<SignalId, Fact> counted = new EnumMap<>(SignalId.class);
  private final Map<SignalId, SignalId> silenced = new EnumMap<>(SignalId.class);

  Found(ScoreInput input) {
    for (Signal signal : input.signals()) {
      if (signal.suppressedBy() != null) {
        silenced.merge(signal.id(), signal.suppressedBy(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
      } else {
        add(new Fact(signal.id(), signal.tier(), signal.confidence(), signal.inheritedFrom()));
      }
    }
    ScoreInput.Inherited inherited = input.removal().inherited();
    if (inherited != null && !silenced.containsKey(SignalId.V4)) {
      add(new Fact(SignalId.V4, Tier.E5, inherited.confidence(), inherited.from()));
    }
  }

  private void add(Fact fact) {
    counted.merge(fact.id(), fact, (a, b) -> SUREST_FIRST.compare(a, b) <= 0 ? a : b);
  }

  @Nullable Fact get(SignalId id) {
    return counted.get(id);
  }

  boolean stands(SignalId id) {
    Fact fact = counted.get(id);
    return fact != null && fact.stands();
  }

  /** Facts of a kind, in catalogue order. */
  List<Fact> of(char kind) {
    return all(fact -> fact.id().kind() == kind);
  }

  /** Facts of a kind that are sure enough to flag, in catalogue order. */
  List<Fact> standing(char kind) {
    return all(fact -> fact.id().kind() == kind && fact.id().alerts() && fact.stands());
  }

  /** By what context the facts of a kind that do not count are silenced. */
  List<Map.Entry<SignalId, SignalId>> silenced(char kind) {
    List<Map.Entry<SignalId, SignalId>> entries = new ArrayList<>();
    for (Map.Entry<SignalId, SignalId> entry : silenced.entrySet()) {
      if (entry.getKey().kind() == kind && !counted.containsKey(entry.getKey())) {
        entries.add(Map.entry(entry.getKey(), entry.getValue()));
      }
    }
    return entries;
  }

  private List<Fact> all(Predicate<Fact> which) {
    return counted.values().stream().filter(which).toList();
  }
}
