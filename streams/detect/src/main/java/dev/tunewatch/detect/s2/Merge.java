package dev.tunewatch.detect.s2;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.lineage.FoundRecipe;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.Relation;
import java.util.List;
import java.util.Optional;

/**
 * Weights composed from two parents or more. Names do not tell: a name is a prior only, and {@code
 * -merged} mostly says that an adapter was merged into its own base.
 */
public final class Merge implements Detector {

  private static final Confidence TOLD = Confidence.of(0.90);
  private static final Confidence GUESSED = Confidence.of(0.70);

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims =
        new Claims(SignalId.S2)
            .add(
                observed.matches().of(SignalId.S2).stream()
                    .filter(match -> !CostSharing.speaksOfCost(match))
                    .toList());
    for (FoundRecipe found : observed.lineage().recipes()) {
      String method = String.valueOf(found.recipe().method());
      claims.add(Tier.E1, Tier.E1.base(), fact(found.field(), method));
    }
    List<ResolvedParent> merged =
        observed.parents().stream().filter(p -> p.relation() == Relation.MERGE).toList();
    if (merged.size() >= 2) {
      boolean told = claims.hasMoreThanPriors() || statedByHub(observed);
      for (ResolvedParent parent : merged) {
        claims.add(Tier.E2, told ? TOLD : GUESSED, fact("base_model", parent.id()));
      }
    }
    if (claims.hasMoreThanPriors()) {
      // How a merge was paid for says more of it, and never that there is one.
      claims.add(CostSharing.of(observed).pooled());
    }
    return claims.signal();
  }

  private static boolean statedByHub(Observed observed) {
    return observed.subject().release().declaredParents().stream()
        .anyMatch(parent -> parent.relation() == Relation.MERGE);
  }

  private static Evidence fact(String field, String value) {
    return new Evidence(field, value, null, null, "s2.fact/1");
  }
}
