package dev.tunewatch.detect.c4;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/**
 * Tuned on few examples, as the data sets or the card say. Prompts with few shots and classifiers
 * trained on few examples are other things.
 */
public final class FewExamples implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.C4).add(observed.matches().of(SignalId.C4)).signal();
  }
}
