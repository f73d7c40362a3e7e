package dev.tunewatch.detect.s4;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/** Adapters that were composed, or taken out of the difference of two models by a merge tool. */
public final class AdapterComposition implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.S4).add(observed.matches().of(SignalId.S4)).signal();
  }
}
