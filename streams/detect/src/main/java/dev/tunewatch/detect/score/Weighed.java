package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.Reason;
import java.util.List;

/**
 * A factor and how it came about.
 *
 * @param value in ten-thousandths
 */
record Weighed(int value, List<Reason> reasons) {

  Weighed {
    reasons = List.copyOf(reasons);
  }
}
