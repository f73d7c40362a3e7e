package dev.tunewatch.detect.s1;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.Relation;
import java.util.Optional;

/**
 * Trained by many parties together. That belongs to the root: a repackaged copy inherits the fact
 * and is no event of its own, so it carries it as a prior.
 */
public final class CollectiveTraining implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims own = new Claims(SignalId.S1).add(observed.matches().of(SignalId.S1));
    boolean copy =
        observed.matches().declared(SignalId.C2).stream().findAny().isPresent()
            || observed.parents().stream().anyMatch(p -> p.relation() == Relation.QUANTIZED);
    if (!copy || own.isEmpty()) {
      return own.signal();
    }
    Claims inherited = new Claims(SignalId.S1);
    Confidence prior = Tier.E6.base();
    for (ResolvedParent parent : observed.parents()) {
      inherited
          .add(Tier.E6, prior, new Evidence("base_model", parent.id(), null, null, "s1.copy/1"))
          .inheritedFrom(parent.id());
    }
    return inherited.add(Tier.E6, prior, observed.matches().of(SignalId.S1)).signal();
  }
}
