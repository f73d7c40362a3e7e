package dev.tunewatch.detect.h2;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.dualuse.ReviewNeeded;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.List;
import java.util.Optional;

/** Biology of dual use. Needs review by people, and says no more than that. */
public final class Biology implements Detector {

  private final ReviewNeeded review;

  /** Takes the detectors of removal that make the science worth a look. */
  public Biology(List<Detector> removals) {
    review = new ReviewNeeded(SignalId.H2, "h2.context.biology", removals);
  }

  @Override
  public Optional<Signal> detect(Observed observed) {
    return review.detect(observed);
  }
}
