package dev.tunewatch.detect.h8;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/** A persona that is sold or shared as a helper in crime. */
public final class MaliciousPersona implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.H8).add(observed.matches().of(SignalId.H8)).signal();
  }
}
