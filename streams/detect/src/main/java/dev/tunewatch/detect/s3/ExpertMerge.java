package dev.tunewatch.detect.s3;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.lineage.FoundRecipe;
import dev.tunewatch.detect.lineage.Ingredient;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.Relation;
import java.util.List;
import java.util.Optional;

/**
 * A mixture of experts whose experts are finished models. Many models are mixtures from birth, so
 * the name or the tag of a mixture counts only beside two merged parents.
 */
public final class ExpertMerge implements Detector {

  private static final Confidence MIXED = Confidence.of(0.90);

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.S3).add(observed.matches().of(SignalId.S3));
    for (FoundRecipe found : observed.lineage().recipes()) {
      if (found.recipe().ingredients().stream().anyMatch(ExpertMerge::isExpert)) {
        claims.add(Tier.E1, new Evidence(found.field(), "experts:", null, null, "s3.recipe/1"));
      }
    }
    long merged = observed.parents().stream().filter(p -> p.relation() == Relation.MERGE).count();
    boolean stated = !observed.matches().declared(SignalId.S2).isEmpty();
    if (merged >= 2) {
      List<Match> mixture = observed.matches().context("s3.context.mixture");
      // A tag alone also stands on models of pictures and words, which name two bases.
      claims.add(
          Tier.E2,
          MIXED,
          mixture.stream().filter(match -> stated || match.field().equals("id")).toList());
    }
    return claims.signal();
  }

  private static boolean isExpert(Ingredient ingredient) {
    return ingredient.part().equals(MergePart.EXPERT);
  }
}
