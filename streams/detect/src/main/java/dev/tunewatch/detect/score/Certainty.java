package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Factor;
import dev.tunewatch.assessments.Reason;
import dev.tunewatch.assessments.Tier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * C: how sure the removal is. Hazards carry their confidence in H already, so they count only where
 * no removal stands. Different tiers add up, one value a tier; priors never do.
 */
final class Certainty {

  private Certainty() {}

  static Weighed of(Found found) {
    List<Found.Fact> facts = found.standing('V');
    if (facts.isEmpty()) {
      facts = new ArrayList<>(found.standing('H'));
      facts.addAll(found.standing('O'));
    }
    return facts.isEmpty() ? priors(found) : standing(facts);
  }

  private static Weighed standing(List<Found.Fact> facts) {
    Map<Tier, Found.Fact> surest = new EnumMap<>(Tier.class);
    for (Found.Fact fact : facts) {
      surest.merge(
          fact.tier(), fact, (a, b) -> a.confidence().compareTo(b.confidence()) >= 0 ? a : b);
    }
    List<Reason> reasons = new ArrayList<>();
    List<Confidence> confidences = new ArrayList<>();
    surest.forEach(
        (tier, fact) -> {
          confidences.add(fact.confidence());
          reasons.add(
              FixedPoint.reason(
                  Factor.CONFIDENCE,
                  fact.confidence().basisPoints(),
                  fact.id() + " by evidence of tier " + tier,
                  "tiers." + tier));
        });
    return new Weighed(Confidence.noisyOr(confidences).basisPoints(), reasons);
  }

  private static Weighed priors(Found found) {
    List<Found.Fact> facts = new ArrayList<>(found.of('V'));
    facts.addAll(found.of('H'));
    facts.addAll(found.of('O'));
    Found.Fact surest = null;
    for (Found.Fact fact : facts) {
      boolean surer = surest == null || fact.confidence().compareTo(surest.confidence()) > 0;
      if (fact.id().alerts() && surer) {
        surest = fact;
      }
    }
    if (surest == null) {
      return new Weighed(
          0, List.of(FixedPoint.reason(Factor.CONFIDENCE, 0, "nothing is declared", "tiers")));
    }
    int share = surest.confidence().basisPoints();
    return new Weighed(
        share,
        List.of(
            FixedPoint.reason(
                Factor.CONFIDENCE,
                share,
                surest.id() + " is a hint only, and hints do not add up",
                "tiers." + surest.tier())));
  }
}
