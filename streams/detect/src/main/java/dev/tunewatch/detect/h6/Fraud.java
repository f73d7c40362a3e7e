package dev.tunewatch.detect.h6;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/**
 * Made to deceive: bait mails, invented reviews, cloned voices. A voice alone is a prior; whose
 * voice it is, nothing here records.
 */
public final class Fraud implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.H6).add(observed.matches().of(SignalId.H6)).signal();
  }
}
