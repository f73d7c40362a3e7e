package dev.tunewatch.detect.h3;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.dualuse.ReviewNeeded;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.List;
import java.util.Optional;

/** Chemistry of dual use. Needs review by people, and says no more than that. */
public final class Chemistry implements Detector {

  private final ReviewNeeded review;

  /** Takes the detectors of removal that make the science worth a look. */
  public Chemistry(List<Detector> removals) {
    review = new ReviewNeeded(SignalId.H3, "h3.context.chemistry", removals);
  }

  @Override
  public Optional<Signal> detect(Observed observed) {
    return review.detect(observed);
  }
}
