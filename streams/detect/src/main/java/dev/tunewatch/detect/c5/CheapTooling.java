package dev.tunewatch.detect.c5;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/**
 * Tools that lower skill and cost of training, as their own lines and tags tell. What a card says
 * of processors and hours is kept beside it as a prior: it is a figure, not a tool.
 */
public final class CheapTooling implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.C5).add(observed.matches().of(SignalId.C5)).signal();
  }
}
