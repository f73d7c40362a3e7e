package dev.tunewatch.detect.o5;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/**
 * Weights that were not published by their owner, as their name or card says. What was made of them
 * carries the name only as a prior.
 */
public final class LeakedWeights implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.O5).add(observed.matches().of(SignalId.O5)).signal();
  }
}
