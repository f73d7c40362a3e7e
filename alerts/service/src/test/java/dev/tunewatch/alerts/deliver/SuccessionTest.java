package dev.tunewatch.alerts.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.alert.AlertAction;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Alerts;
import dev.tunewatch.alerts.alert.Handling;
import dev.tunewatch.alerts.alert.Handling.Status;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.alert.Scope;
import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.alerts.store.JdbiAlertStore;
import dev.tunewatch.alerts.store.JdbiAlerts;
import dev.tunewatch.alerts.verdict.Triage;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people did follows a story from one cluster to the next. */
class SuccessionTest {

  private static final Instant NOW = Samples.OBSERVED.plusSeconds(60);
  private static final Assessment FORMER = Samples.alarming("former");
  private static final Assessment HEIR = Samples.alarming("heir");
  private static final Assessment MOVED =
      Samples.ended("former", Assessment.State.SUPERSEDED, HEIR.clusterId());

  private final Database database = SharedServers.emptyDatabase();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final AlertStore store = new JdbiAlertStore(database);
  private final Revisions revisions = new Revisions(Duration.ofDays(7));
  private final Audience audience =
      new Audience(new DeliveryMetrics(new CollectorRegistry(), List.of(), List.of()));
  private final Alerts alerts = new JdbiAlerts(database);

  @Test
  void theHeirIsInTheSameHandsWhicheverOfTheTwoComesFirst() {
    accept(FORMER);
    act(FORMER, new AlertAction.Assign("kim"), "mine");
    act(FORMER, new AlertAction.Acknowledge(), "on it");

    accept(MOVED);
    accept(HEIR);

    assertThat(handling(HEIR)).isEqualTo(new Handling(Status.ACKNOWLEDGED, "kim", null, 1));
    assertThat(notes(HEIR)).containsExactly("from alert " + id(FORMER), "on it", "mine");
    assertThat(notes(FORMER)).containsExactly("on it", "mine");
  }

  @Test
  void anHeirThatIsThereAlreadyTakesOverAtOnceAndOnce() {
    accept(FORMER, HEIR);
    Instant until = NOW.plusSeconds(3_600);
    act(FORMER, new AlertAction.Snooze(until), "later");

    accept(MOVED);
    accept(Samples.active("heir", 2, Severity.P2, SignalId.V1));

    assertThat(handling(HEIR)).isEqualTo(new Handling(Status.SNOOZED, null, until, 1));
    assertThat(notes(HEIR)).containsExactly("from alert " + id(FORMER), "later");
  }

  @Test
  void whatWasDoneWithComesBackWhereTheHeirIsWorse() {
    accept(FORMER);
    act(FORMER, new AlertAction.Resolve(), "reported");

    accept(MOVED, Samples.active("heir", 1, Severity.P1, SignalId.V1));

    assertThat(handling(HEIR).status()).isEqualTo(Status.OPEN);
    assertThat(notes(HEIR)).contains("reported");
  }

  @Test
  void whatPeopleDidWithTheHeirIsTheLaterWord() {
    accept(FORMER, HEIR);
    act(FORMER, new AlertAction.Acknowledge(), "on it");
    act(HEIR, new AlertAction.Resolve(), "done");

    accept(MOVED);

    assertThat(handling(HEIR).status()).isEqualTo(Status.RESOLVED);
    assertThat(notes(HEIR)).containsExactlyInAnyOrder("done", "on it");
  }

  @Test
  void anAlertThatNobodyTouchedLeavesNothing() {
    accept(FORMER);
    accept(MOVED, HEIR);

    assertThat(handling(HEIR)).isEqualTo(Handling.OPEN);
    assertThat(notes(HEIR)).isEmpty();
  }

  private void accept(Assessment... assessments) {
    new Acceptance(store, revisions, audience, clock, Duration.ZERO)
        .accept(List.of(), List.of(assessments));
  }

  private void act(Assessment on, AlertAction action, String note) {
    Triage triage = new Triage(store, revisions, audience, clock, versions -> {});
    Triage.Outcome outcome =
        triage.take(new Triage.Target(id(on), null), new Triage.Deed("kim", action, null, note));
    assertThat(outcome.done()).as(outcome.toString()).isTrue();
  }

  private Handling handling(Assessment of) {
    return alerts.view(id(of), Scope.PUBLIC).orElseThrow().handling();
  }

  private List<String> notes(Assessment of) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select note from alert_action where alert_id = ? order by id desc")
                    .bind(0, id(of).value())
                    .mapTo(String.class)
                    .list());
  }

  private static AlertId id(Assessment of) {
    return AlertId.ofCluster(of.clusterId());
  }
}
