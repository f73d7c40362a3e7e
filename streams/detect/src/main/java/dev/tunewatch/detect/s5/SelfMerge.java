package dev.tunewatch.detect.s5;

import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.lineage.FoundRecipe;
import dev.tunewatch.detect.lineage.MergeRecipe;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.Relation;
import java.util.Optional;

/** Layers of one model stacked upon themselves, so that the result is larger than its parent. */
public final class SelfMerge implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.S5).add(observed.matches().of(SignalId.S5));
    for (FoundRecipe found : observed.lineage().recipes()) {
      MergeRecipe recipe = found.recipe();
      if ("passthrough".equals(recipe.method()) && recipe.models().size() == 1) {
        claims.add(Tier.E1, new Evidence(found.field(), "passthrough", null, null, "s5.recipe/1"));
      }
    }
    long merged = observed.parents().stream().filter(p -> p.relation() == Relation.MERGE).count();
    if (merged <= 1) {
      claims.add(Tier.E1, Tier.E1.base(), observed.matches().context("s5.context.passthrough"));
    }
    return claims.signal();
  }
}
