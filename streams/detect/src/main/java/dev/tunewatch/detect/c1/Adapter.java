package dev.tunewatch.detect.c1;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Relation;
import java.util.Optional;

/** The repository holds adapter weights. A name alone is a prior only. */
public final class Adapter implements Detector {

  private static final Confidence STATED = Confidence.of(0.90);

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
    return claims.signal();
  }

  private static Evidence fact(String field, String value) {
    return new Evidence(field, value, null, null, "c1.fact/1");
  }
}
