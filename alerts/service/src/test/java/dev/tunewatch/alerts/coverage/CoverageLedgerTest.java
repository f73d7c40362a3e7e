package dev.tunewatch.alerts.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.LetterId;
import dev.tunewatch.bus.RedriveMark;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CoverageLedgerTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private final CoverageLedger ledger = new CoverageLedger();

  @Test
  void aLaneIsStaleWhenItMissedTwoOfItsIntervals() {
    line("a/live", "{\"at\":\"2026-03-02T09:58:00Z\",\"intervalSeconds\":60}");
    line("b/live", "{\"at\":\"2026-03-02T09:56:00Z\",\"intervalSeconds\":60}");
    line("c/live", "{\"at\":\"2026-03-02T09:50:00Z\"}");
    line("d/live", "{\"at\":\"2026-03-02T09:40:00Z\"}");
    line("e/backfill", "{\"at\":\"2026-03-01T09:40:00Z\",\"done\":true}");

    assertThat(ledger.report(NOW).get("lanes").findValuesAsText("stale"))
        .containsExactly("false", "true", "false", "true", "false");
  }

  @Test
  void whatIsNoLedgerLineIsPassedOverAndTheLineBeforeItStands() {
    line("a/live", "{\"listed\":1}");
    line("a/live", "[");
    line("a/live", "7");

    assertThat(ledger.report(NOW).get("lanes").findValuesAsText("listed")).containsExactly("1");
  }

  @Test
  void openDeadLettersAreCountedByStageAndReasonAndLeaveWhenTheyAreDealtWith() {
    letter(0, "inspect", Duration.ofMinutes(3), "older");
    letter(1, "inspect", Duration.ofMinutes(2), "newer");
    letter(2, "alerts", Duration.ofDays(15), "long gone at the broker");
    letter(3, "alerts", Duration.ofMinutes(1), "redriven");
    letter(4, "alerts", Duration.ofMinutes(1), "refused again");
    ledger.redriven(new RedriveMark(new LetterId(0, 3), RedriveMark.Outcome.SENT_BACK, ""));
    ledger.redriven(new RedriveMark(new LetterId(0, 4), RedriveMark.Outcome.REFUSED, ""));

    JsonNode groups = ledger.report(NOW).get("deadLetters");

    assertThat(groups.findValuesAsText("stage")).containsExactly("inspect", "alerts");
    assertThat(groups.findValuesAsText("count")).containsExactly("2", "1");
    assertThat(groups.findValuesAsText("error")).containsExactly("newer", "refused again");
  }

  @Test
  void aCanaryIsOverdueWhenItDidNotArriveOrDidNotFly() {
    assertThat(overdue()).isFalse();
    line("canary/canary", "{\"at\":\"2026-03-02T09:55:00Z\",\"intervalSeconds\":86400}");
    assertThat(overdue()).as("on its way").isFalse();
    line("canary/canary", "{\"at\":\"2026-03-02T09:45:00Z\",\"intervalSeconds\":86400}");
    assertThat(overdue()).as("never arrived").isTrue();
    ledger.status("canary", bytes("{\"publishedAt\":\"2026-03-02T09:45:00Z\"}"));
    assertThat(overdue()).as("arrived").isFalse();
    line("canary/canary", "{\"at\":\"2026-03-02T09:45:00Z\",\"intervalSeconds\":60}");
    assertThat(overdue()).as("none flew since").isTrue();
  }

  private boolean overdue() {
    return ledger.report(NOW).get("canaryOverdue").asBoolean();
  }

  private void letter(int offset, String stage, Duration age, String error) {
    ledger.letter(
        new LetterId(0, offset),
        new DeadLetter(stage, "malformed", error, "t-0@1", new byte[0], new byte[0]),
        NOW.minus(age));
  }

  private void line(String key, String json) {
    ledger.line(key, bytes(json));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
