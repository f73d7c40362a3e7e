package dev.tunewatch.detect.c1;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Relation;
import java.util.List;
import java.util.Optional;

/**
 * The repository holds adapter weights. A name alone is a prior only, but for generators of
 * pictures.
 */
public final class Adapter implements Detector {

  private static final Confidence STATED = Confidence.of(0.90);

  /** Measured for a name that a tag bears out. */
  private static final Confidence NAMED = Confidence.of(0.80);

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.C1).add(observed.matches().of(SignalId.C1));
    String peft = observed.subject().release().facts().peftType();
    if (peft != null) {
      claims.add(Tier.E1, Tier.E1.base(), fact("config.peft.peft_type", peft));
    }
    for (DeclaredParent parent : observed.subject().release().declaredParents()) {
      if (parent.source() == DeclaredParent.Source.ADAPTER_CONFIG) {
        claims.add(Tier.E1, Tier.E1.base(), fact("adapter_config.json", parent.id()));
      } else if (parent.relation() == Relation.ADAPTER) {
        claims.add(Tier.E2, STATED, fact("base_model", parent.id()));
      }
    }
    if (!observed.matches().context("c1.context.media").isEmpty()) {
      claims.add(Tier.E2, NAMED, named(observed));
    }
    return claims.signal();
  }

  /** The word in the name of a generator of pictures, where adapters proper are other networks. */
  private static List<Match> named(Observed observed) {
    return observed.matches().of(SignalId.C1).stream()
        .filter(match -> match.rule().id().equals("c1.name"))
        .filter(match -> !match.quote().equalsIgnoreCase("adapter"))
        .toList();
  }

  private static Evidence fact(String field, String value) {
    return new Evidence(field, value, null, null, "c1.fact/1");
  }
}
