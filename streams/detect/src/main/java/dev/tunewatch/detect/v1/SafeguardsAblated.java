package dev.tunewatch.detect.v1;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/** Uploader or tool state that refusals were removed by editing the weights. */
public final class SafeguardsAblated implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.V1).add(observed.matches().of(SignalId.V1)).signal();
  }
}
