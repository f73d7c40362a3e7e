package dev.tunewatch.detect;

import dev.tunewatch.detect.b1.SafetyTool;
import dev.tunewatch.detect.b2.OfficialPublisher;
import dev.tunewatch.detect.c1.Adapter;
import dev.tunewatch.detect.c2.Repackaged;
import dev.tunewatch.detect.s2.Merge;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Suppressor;
import dev.tunewatch.detect.v1.SafeguardsAblated;
import dev.tunewatch.detect.v2.SafeguardsTrainedAway;
import java.util.List;

/** The registry: one line for each detector, in the order of the catalogue. */
final class Detectors {

  static final Detector C1 = new Adapter();
  static final Detector C2 = new Repackaged();

  static final List<Detector> FACTS =
      List.of(C1, C2, new Merge(), new SafeguardsAblated(), new SafeguardsTrainedAway());

  static final List<Suppressor> SUPPRESSORS = List.of(new SafetyTool(), new OfficialPublisher());

  private Detectors() {}
}
