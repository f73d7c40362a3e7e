package dev.tunewatch.alerts.verdict;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertAction;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.assessments.Verdict.Kind;
import dev.tunewatch.assessments.Verdict.State;
import dev.tunewatch.assessments.Verdict.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an alert that is a false positive says of its cluster and of its releases. */
final class FalsePositives {

  private FalsePositives() {}

  /**
   * The verdict on the cluster, then one on each named release that flags by itself. What a release
   * inherits goes with its origin.
   */
  static List<Verdict> of(
      Alert alert,
      AlertAction.FalsePositive wrong,
      String owner,
      @Nullable String note,
      Instant now) {
    // Said of what is seen now: other evidence that comes later is not what was looked at.
    List<SignalId> signals = wrong.signals().isEmpty() ? spokenOf(alert) : wrong.signals();
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(
        verdict(Subject.CLUSTER, alert.clusterId(), alert, wrong, signals, owner, note, now));
    for (Member member : alert.members()) {
      if (member.signals().stream().anyMatch(s -> s.flags() && isOwn(s))) {
        String id = member.release().key();
        verdicts.add(verdict(Subject.RELEASE, id, alert, wrong, signals, owner, note, now));
      }
    }
    return verdicts;
  }

  /**
   * Never none, as long as there is one: a verdict that names none would speak of all, for ever.
   */
  private static List<SignalId> spokenOf(Alert alert) {
    List<SignalId> flagging = alert.flagging();
    return flagging.isEmpty()
        ? alert.signals().stream().map(Signal::id).filter(SignalId::alerts).distinct().toList()
        : flagging;
  }

  private static boolean isOwn(Signal signal) {
    return signal.inheritedFrom() == null;
  }

  private static Verdict verdict(
      Subject subject,
      String id,
      Alert alert,
      AlertAction.FalsePositive wrong,
      List<SignalId> signals,
      String owner,
      @Nullable String note,
      Instant now) {
    return new Verdict(
        subject,
        id,
        Kind.FALSE_POSITIVE,
        State.ACTIVE,
        wrong.reason(),
        note,
        signals,
        owner,
        alert.id().value(),
        now,
        wrong.expiresAt());
  }
}
