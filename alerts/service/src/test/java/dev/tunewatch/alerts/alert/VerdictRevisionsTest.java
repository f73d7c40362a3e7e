package dev.tunewatch.alerts.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Samples;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.assessments.Verdict.Kind;
import dev.tunewatch.assessments.Verdict.Reason;
import dev.tunewatch.assessments.Verdict.State;
import dev.tunewatch.assessments.Verdict.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a verdict does to an alert, and what assessments do to it then. */
class VerdictRevisionsTest {

  private static final Instant NOW = Samples.OBSERVED.plusSeconds(60);
  private static final Verdict ON_V1 =
      new Verdict(
          Subject.CLUSTER,
          "huggingface:a",
          Kind.FALSE_POSITIVE,
          State.ACTIVE,
          Reason.EVIDENCE_MISREAD,
          null,
          List.of(SignalId.V1),
          "ana",
          null,
          NOW,
          null);

  private final Revisions revisions = new Revisions(Duration.ofDays(7));
  private final Revision first = revise(null, v1(1), null).orElseThrow();
  private final Revision wrong =
      revisions.falsePositive(standing(first), Reason.EVIDENCE_MISREAD, NOW);

  @Test
  void aFalsePositiveIsAVersionThatKeepsTheEvidence() {
    assertThat(wrong.material()).isTrue();
    assertThat(wrong.alert().state()).isEqualTo(AlertState.FALSE_POSITIVE);
    assertThat(wrong.alert().state().retracts()).isTrue();
    assertThat(wrong.alert().version()).isEqualTo(2);
    assertThat(wrong.alert().reason()).contains("the evidence was misread");
    assertThat(wrong.alert().signals()).isEqualTo(first.alert().signals());
    assertThat(wrong.evidenceStands()).isTrue();
  }

  @Test
  void whileTheVerdictCoversAllThatFlagsTheRowFollowsAndNothingIsTold() {
    Revision more = revise(standing(wrong), v1(50), ON_V1).orElseThrow();
    assertThat(more.material()).isFalse();
    assertThat(more.alert().flaggedCount()).isEqualTo(50);
    assertThat(more.alert().state()).isEqualTo(AlertState.FALSE_POSITIVE);
    assertThat(more.alert().reason()).isEqualTo(wrong.alert().reason());
    assertThat(more.alert().version()).isEqualTo(2);
  }

  @Test
  void aSignalThatItDoesNotSpeakOfStandsAgain() {
    Assessment other = Samples.active("a", 1, Severity.P2, SignalId.V1, SignalId.H1);
    Revision again = revise(standing(wrong), other, ON_V1).orElseThrow();
    assertThat(again.material()).isTrue();
    assertThat(again.alert().state()).isEqualTo(AlertState.UPDATED);
    assertThat(again.alert().version()).isEqualTo(3);
    assertThat(again.alert().reason()).isNull();
  }

  @Test
  void aSilentSignalOutsideTheVerdictChangesNothing() {
    Assessment fact = Samples.active("a", 1, Severity.P2, SignalId.V1, SignalId.C2);
    assertThat(revise(standing(wrong), fact, ON_V1).orElseThrow().material()).isFalse();
  }

  @Test
  void itsEndLetsItStandAgain() {
    Revision again = revisions.reinstate(standing(wrong), NOW).orElseThrow();
    assertThat(again.alert().state()).isEqualTo(AlertState.UPDATED);
    assertThat(again.alert().version()).isEqualTo(3);
    assertThat(again.told()).isEqualTo(first.told());
    assertThat(revise(standing(again), v1(1), null).orElseThrow().material()).isFalse();
  }

  @Test
  void itsEndTellsNothingWhereTheEvidenceWentMeanwhile() {
    Assessment gone = Samples.ended("a", Assessment.State.WITHDRAWN, null);
    Revision quiet = revise(standing(wrong), gone, null).orElseThrow();
    assertThat(quiet.material()).isFalse();
    assertThat(quiet.evidenceStands()).isFalse();
    assertThat(revisions.reinstate(standing(quiet), NOW)).isEmpty();
    // Streams hears of the end as well; where the evidence is back the alert is, too.
    Revision back = revise(standing(quiet), v1(1), null).orElseThrow();
    assertThat(back.material()).isTrue();
    assertThat(back.alert().state()).isEqualTo(AlertState.UPDATED);
  }

  @Test
  void anExceptionBeforeTheFirstAssessmentMakesNoAlert() {
    assertThat(revise(null, v1(1), ON_V1)).isEmpty();
    assertThat(revise(null, v1(1), ON_V1.ended(State.EXPIRED, NOW))).isPresent();
  }

  @Test
  void changesSayWhatAndWhy() {
    Alert before = first.alert();
    Alert after =
        revise(standing(first), Samples.active("a", 5, Severity.P1, SignalId.H1), null)
            .orElseThrow()
            .alert();
    Changes changes = Changes.between(before, after);
    assertThat(changes.causes()).containsExactly("signal_added", "severity", "reach");
    assertThat(changes.signalsAdded()).containsExactly(SignalId.H1);
    assertThat(changes.signalsRemoved()).containsExactly(SignalId.V1);
    assertThat(changes.severity()).isEqualTo(new Changes.Move("P2", "P1"));
    assertThat(changes.flagged()).isEqualTo(new Changes.Move("1", "5"));
    assertThat(changes.rules()).isNull();
    assertThat(Changes.between(null, before).causes()).containsExactly("first");
    assertThat(Changes.between(before, wrong.alert()).causes()).containsExactly("false_positive");
    assertThat(Changes.between(wrong.alert(), before).causes()).containsExactly("stands_again");
  }

  private Optional<Revision> revise(
      @Nullable Standing before, Assessment assessment, @Nullable Verdict verdict) {
    return revisions.revise(before, assessment, NOW, verdict);
  }

  private static Assessment v1(int copies) {
    return Samples.active("a", copies, Severity.P2, SignalId.V1);
  }

  private static Standing standing(Revision revision) {
    return new Standing(
        revision.alert(), revision.told(), revision.evidenceStands(), Handling.OPEN);
  }
}
