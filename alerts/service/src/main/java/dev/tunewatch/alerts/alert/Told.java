package dev.tunewatch.alerts.alert;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The most that the versions of an alert told since it last stood anew. What shrinks and grows back
 * to it is no news: else a copy that comes and goes would be a message each time.
 *
 * @param flagged the highest number of flagged copies
 * @param signals all signals that flag
 */
public record Told(int flagged, Set<SignalId> signals) {

  /** Before the first version, and after a retraction. */
  public static final Told NOTHING = new Told(0, Set.of());

  public Told {
    signals = Set.copyOf(signals);
  }

  /** After a version that told this alert anew. */
  static Told of(Alert alert) {
    return new Told(alert.flaggedCount(), Set.copyOf(alert.flagging()));
  }

  /** Whether an assessment reaches a milestone or names a signal that was not told yet. */
  boolean isExceededBy(Assessment assessment) {
    return !signals.containsAll(flagging(assessment))
        || Revisions.milestone(assessment.flaggedCount()) > Revisions.milestone(flagged);
  }

  /** With a version that says this. */
  Told and(Assessment assessment) {
    Set<SignalId> all = new HashSet<>(signals);
    all.addAll(flagging(assessment));
    return new Told(Math.max(flagged, assessment.flaggedCount()), all);
  }

  private static Set<SignalId> flagging(Assessment assessment) {
    return assessment.signals().stream()
        .filter(Signal::flags)
        .map(Signal::id)
        .collect(Collectors.toSet());
  }
}
