package dev.tunewatch.alerts.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Golden;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionsTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:05Z");
  private final Revisions revisions = new Revisions(Duration.ofDays(7));

  @Test
  void theFirstAssessmentIsANewAlert() {
    Alert alert =
        first(Samples.active("removed", 3, Severity.P2, SignalId.C2, SignalId.V1)).alert();
    assertThat(alert.headline())
        .isEqualTo("maker0/removed declares its safeguards removed (V1); 3 copies");
    assertThat(alert.id()).isEqualTo(AlertId.ofCluster("huggingface:removed"));
    Golden.assertJson("alert.json", AlertJson.write(alert));
    assertThat(AlertJson.read(AlertJson.write(alert))).isEqualTo(alert);
  }

  @Test
  void theSameAssessmentAgainIsNoNewVersion() {
    Revision alert = first(Samples.alarming("a"));
    Revision again = revise(alert, Samples.alarming("a"));
    assertThat(again.material()).isFalse();
    assertThat(again.alert()).isEqualTo(alert.alert());
  }

  @Test
  void anotherSeverityOrSignalIsAVersion() {
    Revision alert = first(Samples.alarming("a"));
    assertThat(revise(alert, Samples.active("a", 1, Severity.P1, SignalId.V1)).material()).isTrue();
    Revision added = revise(alert, Samples.active("a", 1, Severity.P2, SignalId.V1, SignalId.H1));
    assertThat(added.material()).isTrue();
    assertThat(added.alert().version()).isEqualTo(2);
    assertThat(added.alert().state()).isEqualTo(AlertState.UPDATED);
    assertThat(revise(alert, Samples.active("a", 1, Severity.P2, SignalId.V1, SignalId.C2)))
        .matches(revision -> !revision.material(), "facts that never alert are no news");
  }

  @Test
  void copiesAreToldAtMilestonesAndCountedBetween() {
    Revision five = first(Samples.active("a", 5, Severity.P2, SignalId.V1));
    Revision seven = revise(five, Samples.active("a", 7, Severity.P2, SignalId.V1));
    assertThat(seven.material()).isFalse();
    assertThat(seven.alert().flaggedCount()).isEqualTo(7);
    assertThat(revise(seven, Samples.active("a", 10, Severity.P2, SignalId.V1)).material())
        .isTrue();
    assertThat(List.of(1, 2, 4, 5, 9, 10, 19, 20, 99, 100, 260))
        .extracting(Revisions::milestone)
        .containsExactly(1, 2, 2, 5, 5, 10, 10, 20, 50, 100, 200);
  }

  @Test
  void aRetractionKeepsTheEvidenceAndComesOnce() {
    Revision alert = first(Samples.alarming("a"));
    Assessment end = Samples.ended("a", Assessment.State.WITHDRAWN, null);
    Revision retracted = revise(alert, end);
    Alert withdrawn = retracted.alert();
    assertThat(withdrawn.state()).isEqualTo(AlertState.WITHDRAWN);
    assertThat(withdrawn.signals()).isEqualTo(alert.alert().signals());
    assertThat(withdrawn.reason()).isEqualTo("the evidence is gone");
    assertThat(revisions.revise(standing(retracted), end, NOW)).isEmpty();
    assertThat(revisions.revise(null, end, NOW)).isEmpty();
    assertThat(revise(retracted, Samples.alarming("a")).alert().state())
        .isEqualTo(AlertState.UPDATED);
  }

  @Test
  void whatIsOldOrOfUnknownAgeIsBacklogUntilAFreshCopyComes() {
    Instant old = Samples.OBSERVED.minus(Duration.ofDays(7)).minusSeconds(1);
    Revision backlog = first(Samples.createdAt("a", old));
    assertThat(backlog.alert().backlog()).isTrue();
    assertThat(first(Samples.createdAt("a", old.plusSeconds(1))).alert().backlog()).isFalse();
    assertThat(first(Samples.createdAt("a", null)).alert().backlog()).isTrue();
    Revision fresh = revise(backlog, Samples.alarming("a"));
    assertThat(fresh.material()).isTrue();
    assertThat(fresh.alert().backlog()).isFalse();
  }

  @Test
  void aFreshCopyOfAnOldModelIsNewsEvenIfBothAreReadAtOnce() {
    Instant old = Samples.OBSERVED.minus(Duration.ofDays(400));
    Instant fresh = Samples.OBSERVED.minus(Duration.ofHours(1));
    assertThat(first(Samples.createdAt("a", old, fresh)).alert().backlog()).isFalse();
    assertThat(first(Samples.createdAt("a", old, old)).alert().backlog()).isTrue();
  }

  @Test
  void aCopyThatComesAndGoesAtAMilestoneIsToldOnce() {
    Revision ten = first(Samples.active("a", 10, Severity.P2, SignalId.V1));
    Revision nine = revise(ten, Samples.active("a", 9, Severity.P2, SignalId.V1));
    assertThat(nine.material()).isFalse();
    assertThat(nine.alert().flaggedCount()).isEqualTo(9);
    Revision again = revise(nine, Samples.active("a", 10, Severity.P2, SignalId.V1));
    assertThat(again.material()).isFalse();
    assertThat(revise(again, Samples.active("a", 20, Severity.P2, SignalId.V1)).material())
        .isTrue();
  }

  @Test
  void aSignalThatComesAndGoesIsToldOnce() {
    Assessment both = Samples.active("a", 1, Severity.P2, SignalId.V1, SignalId.H1);
    Revision told = revise(first(Samples.alarming("a")), both);
    assertThat(told.material()).isTrue();
    Revision without = revise(told, Samples.alarming("a"));
    assertThat(without.material()).isFalse();
    assertThat(revise(without, both).material()).isFalse();
  }

  @Test
  void afterARetractionAllOfItIsNewsAgain() {
    Revision ten = first(Samples.active("a", 10, Severity.P2, SignalId.V1, SignalId.H1));
    Revision withdrawn = revise(ten, Samples.ended("a", Assessment.State.WITHDRAWN, null));
    assertThat(withdrawn.told()).isEqualTo(Told.NOTHING);
    Revision back = revise(withdrawn, Samples.active("a", 1, Severity.P2, SignalId.V1));
    assertThat(revise(back, Samples.active("a", 10, Severity.P2, SignalId.V1)).material()).isTrue();
    assertThat(
            revise(back, Samples.active("a", 1, Severity.P2, SignalId.V1, SignalId.H1)).material())
        .isTrue();
  }

  private Revision first(Assessment assessment) {
    Revision revision = revisions.revise(null, assessment, NOW).orElseThrow();
    assertThat(revision.material()).isTrue();
    return revision;
  }

  private Revision revise(Revision previous, Assessment assessment) {
    return revisions.revise(standing(previous), assessment, NOW).orElseThrow();
  }

  private static Standing standing(Revision revision) {
    return new Standing(revision.alert(), revision.told());
  }
}
