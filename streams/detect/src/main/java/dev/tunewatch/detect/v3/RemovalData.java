package dev.tunewatch.detect.v3;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/**
 * Trained on data that was made to take refusals away, or that is harmful in itself. Data of which
 * refusals were only filtered out went into mainstream chat models too; it is recorded and never
 * fires.
 */
public final class RemovalData implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.V3).add(observed.matches().of(SignalId.V3)).signal();
  }
}
