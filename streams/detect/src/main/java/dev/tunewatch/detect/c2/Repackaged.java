package dev.tunewatch.detect.c2;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.Relation;
import java.util.Optional;

/**
 * The same model in a smaller or runtime-specific format. Settings that measurably weaken alignment
 * are named by rules {@code c2.extreme.*}.
 */
public final class Repackaged implements Detector {

  private static final Confidence STATED = Confidence.of(0.90);

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.C2).add(observed.matches().of(SignalId.C2));
    ModelFacts facts = observed.subject().release().facts();
    if (facts.quantMethod() != null) {
      String field = "config.quantization_config.quant_method";
      claims.add(Tier.E1, Tier.E1.base(), fact(field, facts.quantMethod()));
    }
    if (facts.gguf() != null) {
      String architecture = String.valueOf(facts.gguf().architecture());
      claims.add(Tier.E1, Tier.E1.base(), fact("gguf.architecture", architecture));
    }
    for (DeclaredParent parent : observed.subject().release().declaredParents()) {
      if (parent.relation() == Relation.QUANTIZED) {
        claims.add(Tier.E2, STATED, fact("base_model", parent.id()));
      }
    }
    return claims.signal();
  }

  private static Evidence fact(String field, String value) {
    return new Evidence(field, value, null, null, "c2.fact/1");
  }
}
