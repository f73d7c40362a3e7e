package dev.tunewatch.detect.b1;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.detect.signal.Suppressor;
import java.util.Optional;

/**
 * Guards, detectors, classifiers and judges speak of removal without doing it. They silence hazard
 * and vulnerability, unless a tool itself wrote the evidence.
 */
public final class SafetyTool implements Suppressor {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.B1).add(observed.matches().of(SignalId.B1)).signal();
  }

  @Override
  public boolean silences(Signal context, Signal fact) {
    char kind = fact.id().kind();
    return (kind == 'H' || kind == 'V') && fact.tier() != Tier.E1;
  }
}
