package dev.tunewatch.detect.c6;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/** Fewer or more parameters than the model it was made from: pruned, expanded, ternary. */
public final class Compressed implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.C6).add(observed.matches().of(SignalId.C6)).signal();
  }
}
