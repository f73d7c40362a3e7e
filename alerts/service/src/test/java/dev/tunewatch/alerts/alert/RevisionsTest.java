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
    Alert alert = first(Samples.active("removed", 3, Severity.P2, SignalId.C2, SignalId.V1));
    assertThat(alert.headline())
        .isEqualTo("maker0/removed declares its safeguards removed (V1); 3 copies");
    assertThat(alert.id()).isEqualTo(AlertId.ofCluster("huggingface:removed"));
    Golden.assertJson("alert.json", AlertJson.write(alert));
    assertThat(AlertJson.read(AlertJson.write(alert))).isEqualTo(alert);
  }

  @Test
  void theSameAssessmentAgainIsNoNewVersion() {
    Alert alert = first(Samples.alarming("a"));
    Revision again = revise(alert, Samples.alarming("a"));
    assertThat(again.material()).isFalse();
    assertThat(again.alert()).isEqualTo(alert);
  }

  @Test
  void anotherSeverityOrSignalIsAVersion() {
    Alert alert = first(Samples.alarming("a"));
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
    Alert five = first(Samples.active("a", 5, Severity.P2, SignalId.V1));
    Revision seven = revise(five, Samples.active("a", 7, Severity.P2, SignalId.V1));
    assertThat(seven.material()).isFalse();
    assertThat(seven.alert().flaggedCount()).isEqualTo(7);
    assertThat(revise(seven.alert(), Samples.active("a", 10, Severity.P2, SignalId.V1)).material())
        .isTrue();
    assertThat(List.of(1, 2, 4, 5, 9, 10, 19, 20, 99, 100, 260))
        .extracting(Revisions::milestone)
        .containsExactly(1, 2, 2, 5, 5, 10, 10, 20, 50, 100, 200);
  }

  @Test
  void aRetractionKeepsTheEvidenceAndComesOnce() {
    Alert alert = first(Samples.alarming("a"));
    Assessment end = Samples.ended("a", Assessment.State.WITHDRAWN, null);
    Alert withdrawn = revise(alert, end).alert();
    assertThat(withdrawn.state()).isEqualTo(AlertState.WITHDRAWN);
    assertThat(withdrawn.signals()).isEqualTo(alert.signals());
    assertThat(withdrawn.reason()).isEqualTo("the evidence is gone");
    assertThat(revisions.revise(withdrawn, end, NOW)).isEmpty();
    assertThat(revisions.revise(null, end, NOW)).isEmpty();
    assertThat(revise(withdrawn, Samples.alarming("a")).alert().state())
        .isEqualTo(AlertState.UPDATED);
  }

  @Test
  void whatIsOldOrOfUnknownAgeIsBacklogUntilAFreshCopyComes() {
    Instant old = Samples.OBSERVED.minus(Duration.ofDays(7)).minusSeconds(1);
    Alert backlog = first(Samples.createdAt("a", old));
    assertThat(backlog.backlog()).isTrue();
    assertThat(first(Samples.createdAt("a", old.plusSeconds(1))).backlog()).isFalse();
    assertThat(first(Samples.createdAt("a", null)).backlog()).isTrue();
    Revision fresh = revise(backlog, Samples.alarming("a"));
    assertThat(fresh.material()).isTrue();
    assertThat(fresh.alert().backlog()).isFalse();
  }

  private Alert first(Assessment assessment) {
    Revision revision = revisions.revise(null, assessment, NOW).orElseThrow();
    assertThat(revision.material()).isTrue();
    return revision.alert();
  }

  private Revision revise(Alert previous, Assessment assessment) {
    return revisions.revise(previous, assessment, NOW).orElseThrow();
  }
}
