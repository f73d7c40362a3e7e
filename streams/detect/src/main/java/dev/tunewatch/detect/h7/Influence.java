package dev.tunewatch.detect.h7;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/** Extremism or covert influence. For review by people only: metadata cannot show intent. */
public final class Influence implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.H7).add(observed.matches().of(SignalId.H7)).signal();
  }
}
