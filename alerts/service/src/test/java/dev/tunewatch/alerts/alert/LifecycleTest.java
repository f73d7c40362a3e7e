package dev.tunewatch.alerts.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Handling.Status;
import dev.tunewatch.alerts.alert.Lifecycle.Step;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the state machine. */
class LifecycleTest {

  private static final Instant NOW = Samples.OBSERVED.plus(Duration.ofHours(1));

  @ParameterizedTest(name = "{0} of an alert that is {1} leads to {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "acknowledge, OPEN, ACKNOWLEDGED",
        "acknowledge, ACKNOWLEDGED, -",
        "acknowledge, SNOOZED, ACKNOWLEDGED",
        "acknowledge, RESOLVED, -",
        "acknowledge, FALSE_POSITIVE, -",
        "assign, OPEN, OPEN",
        "assign, ACKNOWLEDGED, ACKNOWLEDGED",
        "assign, SNOOZED, SNOOZED",
        "assign, RESOLVED, -",
        "assign, FALSE_POSITIVE, -",
        "resolve, OPEN, RESOLVED",
        "resolve, ACKNOWLEDGED, RESOLVED",
        "resolve, SNOOZED, RESOLVED",
        "resolve, RESOLVED, -",
        "resolve, FALSE_POSITIVE, -",
        "snooze, OPEN, SNOOZED",
        "snooze, ACKNOWLEDGED, SNOOZED",
        "snooze, SNOOZED, SNOOZED",
        "snooze, RESOLVED, -",
        "snooze, FALSE_POSITIVE, -",
        "false_positive, OPEN, FALSE_POSITIVE",
        "false_positive, ACKNOWLEDGED, FALSE_POSITIVE",
        "false_positive, SNOOZED, FALSE_POSITIVE",
        "false_positive, RESOLVED, FALSE_POSITIVE",
        "reopen, OPEN, -",
        "reopen, ACKNOWLEDGED, OPEN",
        "reopen, SNOOZED, OPEN",
        "reopen, RESOLVED, OPEN",
        "reopen, FALSE_POSITIVE, OPEN",
        "comment, OPEN, OPEN",
        "comment, ACKNOWLEDGED, ACKNOWLEDGED",
        "comment, SNOOZED, SNOOZED",
        "comment, RESOLVED, RESOLVED",
        "comment, FALSE_POSITIVE, FALSE_POSITIVE"
      })
  void leadsFromHereToThere(String action, Status from, Status to) {
    Step step = Lifecycle.take(standing(from), action(action), NOW);
    if (to == null) {
      assertThat(step).isInstanceOf(Step.Refused.class);
      assertThat(((Step.Refused) step).why()).isNotBlank();
    } else {
      Handling after = ((Step.Taken) step).handling();
      assertThat(after.status()).isEqualTo(to);
      assertThat(after.revision()).isEqualTo(8);
      assertThat(after.snoozedUntil() != null).isEqualTo(to == Status.SNOOZED);
      assertThat(after.assignee()).isEqualTo(action.equals("assign") ? "bo" : "ana");
    }
  }

  @Test
  void whatIsTakenBackCannotBeTakenBackAgain() {
    Standing open = standing(Status.OPEN);
    Alert gone = open.alert().restated(AlertState.WITHDRAWN, "gone", NOW);
    Step step =
        Lifecycle.take(
            new Standing(gone, Told.NOTHING, false, open.handling()),
            action("false_positive"),
            NOW);
    assertThat(step).isInstanceOf(Step.Refused.class);
  }

  @Test
  void aFalsePositiveOfSomeSignalsNeedsAllThatFlag() {
    Alert alert =
        Samples.alert(Samples.active("a", 1, Severity.P2, SignalId.V1, SignalId.V2, SignalId.C2));
    Standing standing = new Standing(alert, Told.NOTHING);
    assertThat(Lifecycle.take(standing, wrong(SignalId.V1), NOW)).isInstanceOf(Step.Refused.class);
    assertThat(Lifecycle.take(standing, wrong(SignalId.V1, SignalId.V2), NOW))
        .isInstanceOf(Step.Taken.class);
  }

  @Test
  void canBePutOffForSomeTimeOnly() {
    Standing standing = standing(Status.OPEN);
    for (Instant until :
        List.of(NOW, NOW.minusSeconds(1), NOW.plus(Lifecycle.LONGEST_SNOOZE).plusSeconds(1))) {
      assertThat(Lifecycle.take(standing, new AlertAction.Snooze(until), NOW))
          .isInstanceOf(Step.Refused.class);
    }
  }

  @ParameterizedTest(name = "{0}, then {1} {2}: {3}")
  @CsvSource({
    "OPEN, P1, V1, OPEN",
    "ACKNOWLEDGED, P1, V1 V2, ACKNOWLEDGED",
    "RESOLVED, P2, V1, RESOLVED",
    "RESOLVED, P3, V1, RESOLVED",
    "RESOLVED, P1, V1, OPEN",
    "RESOLVED, P2, V1 V2, OPEN",
    "RESOLVED, P2, V1 C2, RESOLVED",
    "SNOOZED, P1, V1, OPEN",
    "SNOOZED, P2, V1, SNOOZED"
  })
  void aNewVersionBringsBackWhatWasDoneWithOnlyWhereItIsWorse(
      Status from, Severity severity, String signals, Status to) {
    Standing before = standing(from);
    SignalId[] ids =
        java.util.Arrays.stream(signals.split(" ")).map(SignalId::valueOf).toArray(SignalId[]::new);
    Alert after = Samples.alert(Samples.active("a", 2, severity, ids));
    Handling handling = Lifecycle.afterVersion(before.handling(), before, after);
    assertThat(handling.status()).isEqualTo(to);
    assertThat(handling.assignee()).isEqualTo("ana");
  }

  @Test
  void aRetractionLeavesItWhereItIs() {
    Standing before = standing(Status.RESOLVED);
    Alert gone = before.alert().restated(AlertState.WITHDRAWN, "gone", NOW);
    assertThat(Lifecycle.afterVersion(before.handling(), before, gone))
        .isEqualTo(before.handling());
  }

  private static Standing standing(Status status) {
    Handling handling =
        new Handling(status, "ana", status == Status.SNOOZED ? NOW.plusSeconds(60) : null, 7);
    return new Standing(
        Samples.alert(Samples.active("a", 1, Severity.P2, SignalId.V1)),
        new Told(1, Set.of(SignalId.V1)),
        true,
        handling);
  }

  private static AlertAction wrong(SignalId... signals) {
    return new AlertAction.FalsePositive(Reason.OTHER, List.of(signals), null);
  }

  private static AlertAction action(String name) {
    return switch (name) {
      case "acknowledge" -> new AlertAction.Acknowledge();
      case "assign" -> new AlertAction.Assign("bo");
      case "resolve" -> new AlertAction.Resolve();
      case "snooze" -> new AlertAction.Snooze(NOW.plusSeconds(3_600));
      case "reopen" -> new AlertAction.Reopen();
      case "comment" -> new AlertAction.Comment();
      default -> wrong();
    };
  }
}
