package dev.tunewatch.detect.h1;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/**
 * A generative model for attacks on computers. Words of defence in its name are context that
 * silences it; see {@link dev.tunewatch.detect.b4.BenignDomain}.
 */
public final class CyberOffence implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    if (!observed.matches().generative()) {
      return Optional.empty();
    }
    return new Claims(SignalId.H1).add(observed.matches().of(SignalId.H1)).signal();
  }
}
