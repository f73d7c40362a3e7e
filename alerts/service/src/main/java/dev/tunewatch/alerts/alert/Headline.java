package dev.tunewatch.alerts.alert;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Signal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One sentence about a cluster. It says what a maker declares or a release inherits, never what
 * somebody is or intends: the evidence is text that people wrote about their own work.
 */
final class Headline {

  private static final int MAX_SIGNALS = 3;

  private Headline() {}

  static String of(Assessment assessment) {
    List<Signal> telling = assessment.signals().stream().filter(Signal::flags).toList();
    String name =
        assessment.lead() == null ? assessment.canonicalKey() : assessment.lead().release().id();
    if (telling.isEmpty()) {
      return name + " is listed for its copies" + copies(assessment);
    }
    String facts =
        telling.stream()
            .limit(MAX_SIGNALS)
            .map(signal -> wording(signal) + " (" + signal.id() + ")")
            .collect(Collectors.joining("; "));
    return name + " " + facts + copies(assessment);
  }

  private static String wording(Signal signal) {
    String verb = signal.inheritedFrom() == null ? "declares" : "inherits";
    return switch (signal.id()) {
      case V1 -> verb + " its safeguards removed";
      case V2 -> verb + " itself trained or described as uncensored";
      default -> verb + " " + signal.id().title();
    };
  }

  private static String copies(Assessment assessment) {
    int copies = assessment.flaggedCount();
    return copies > 1 ? "; " + copies + " copies" : "";
  }
}
