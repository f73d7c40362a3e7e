package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Suppressor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Context is not looked for where there is nothing that it could silence; so that must be so. */
class SuppressorsTest {

  private static final List<Evidence> SEEN =
      List.of(new Evidence("tags[0]", "seen", null, null, "any@1"));

  @Test
  void noContextSilencesWhatIsSaidToBeBeyondSilencing() {
    int silenced = 0;
    for (Suppressor suppressor : Detectors.of(RuleBook.bundled().rules()).suppressors()) {
      for (SignalId id : SignalId.values()) {
        for (Tier tier : Tier.values()) {
          for (Tier contextTier : Tier.values()) {
            boolean silences =
                suppressor.silences(signal(SignalId.B1, contextTier), signal(id, tier));
            silenced += silences ? 1 : 0;
            assertThat(silences && !Suppressor.canSilence(id))
                .as("%s by %s", id, suppressor)
                .isFalse();
          }
        }
      }
    }
    assertThat(silenced).isPositive();
  }

  private static Signal signal(SignalId id, Tier tier) {
    return new Signal(id, tier, Confidence.FLAG, null, null, SEEN);
  }
}
