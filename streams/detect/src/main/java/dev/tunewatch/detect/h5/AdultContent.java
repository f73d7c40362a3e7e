package dev.tunewatch.detect.h5;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/** Adult content. Legal, and a matter of policy: it never flags and stands for no removal. */
public final class AdultContent implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.H5).add(observed.matches().of(SignalId.H5)).signal();
  }
}
