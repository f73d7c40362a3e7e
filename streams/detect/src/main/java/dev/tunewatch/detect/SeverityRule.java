package dev.tunewatch.detect;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue's severity, until the score decides: the most severe of the signals that flag. A
 * repackaged copy of a removal extends its reach and is no new removal; a small model removed by
 * training is no news.
 */
final class SeverityRule {

  /** Below this number of parameters V2 is for the digest. */
  private static final long SMALL = 3_000_000_000L;

  private SeverityRule() {}

  static Severity of(List<Signal> signals, @Nullable Long parameters) {
    boolean copy =
        signals.stream()
            .anyMatch(s -> s.id() == SignalId.C2 && s.confidence().atLeast(Confidence.FLAG));
    boolean small = parameters != null && parameters < SMALL;
    Severity worst = Severity.P4;
    for (Signal signal : signals) {
      if (signal.flags()) {
        worst = worst.orWorse(of(signal.id(), copy, small));
      }
    }
    return worst;
  }

  private static Severity of(SignalId id, boolean copy, boolean small) {
    Severity catalogue = id.catalogueSeverity();
    boolean lowered =
        (copy && (id == SignalId.V1 || id == SignalId.V2)) || (small && id == SignalId.V2);
    return lowered && catalogue.reaches(Severity.P2) ? Severity.P3 : catalogue;
  }
}
