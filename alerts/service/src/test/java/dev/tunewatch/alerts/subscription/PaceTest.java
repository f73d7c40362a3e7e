package dev.tunewatch.alerts.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.assessments.Severity;
import dev.tunewatch.events.EventJson;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

  @ParameterizedTest
  @CsvSource({
    "22:00-07:00, 2026-03-02T20:59:59Z, ",
    "22:00-07:00, 2026-03-02T21:00:00Z, 2026-03-03T06:00:00Z",
    "22:00-07:00, 2026-03-03T05:59:59Z, 2026-03-03T06:00:00Z",
    "22:00-07:00, 2026-03-03T06:00:00Z, ",
    "12:00-13:00, 2026-03-02T11:30:00Z, 2026-03-02T12:00:00Z",
    // The clock goes forward at 01:00Z: the night is an hour shorter.
    "22:00-07:00, 2026-03-28T23:00:00Z, 2026-03-29T05:00:00Z",
    // The end does not exist on that day: it is the moment at which the clock jumps over it.
    "22:00-02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:30:00Z",
    // It goes back at 01:00Z: an hour longer.
    "22:00-07:00, 2026-10-24T22:00:00Z, 2026-10-25T06:00:00Z",
  })
  void knowsWhenQuietHoursEnd(String hours, Instant now, Instant end) {
    Pace pace = quiet(hours);
    assertThat(pace.quietUntil(now)).isEqualTo(java.util.Optional.ofNullable(end));
  }

  @ParameterizedTest
  @CsvSource({
    "HOURLY, 2026-03-02T10:00:00Z, 2026-03-02T11:00:00Z",
    "HOURLY, 2026-03-02T10:59:59Z, 2026-03-02T11:00:00Z",
    "DAILY, 2026-03-02T06:59:59Z, 2026-03-02T07:00:00Z",
    "DAILY, 2026-03-02T07:00:00Z, 2026-03-03T07:00:00Z",
    "DAILY, 2026-03-28T12:00:00Z, 2026-03-29T06:00:00Z",
  })
  void knowsWhenTheDigestIsSent(Mode mode, Instant now, Instant next) {
    assertThat(digest(mode).nextDigest(now)).isEqualTo(next);
  }

  @Test
  void onlyAP1PassesAndOnlyIfAsked() {
    Pace asked =
        new Pace(
            Mode.IMMEDIATE,
            List.of(),
            60,
            ZoneId.of("UTC"),
            LocalTime.NOON,
            QuietHours.parse("22:00-07:00"),
            true,
            0);
    assertThat(asked.passesQuietHours(Severity.P1)).isTrue();
    assertThat(asked.passesQuietHours(Severity.P2)).isFalse();
    assertThat(quiet("22:00-07:00").passesQuietHours(Severity.P1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22:00", "22:00-22:00", "24:00-07:00", "22:00-7:00", "a-b", ""})
  void refusesHoursThatAreNone(String text) {
    assertThatThrownBy(() -> QuietHours.parse(text))
        .isInstanceOf(SubscriptionRejected.class)
        .hasMessageStartingWith("quietHours");
  }

  @Test
  void isTheSameAfterATripThroughTheStore() throws Exception {
    Pace pace =
        new Pace(
            Mode.IMMEDIATE,
            List.of(GroupBy.BASE, GroupBy.UPLOADER, GroupBy.BASE),
            90,
            ZoneId.of("Europe/Berlin"),
            LocalTime.of(7, 30),
            QuietHours.parse("22:15-06:45"),
            true,
            12);
    String json = EventJson.mapper().writeValueAsString(pace);
    assertThat(json)
        .isEqualTo(
            "{\"mode\":\"immediate\",\"groupBy\":[\"uploader\",\"base\"],\"groupWindowSeconds\":90,"
                + "\"timeZone\":\"Europe/Berlin\",\"digestAt\":\"07:30\","
                + "\"quietHours\":\"22:15-06:45\",\"quietExceptP1\":true,\"capPerHour\":12}");
    assertThat(EventJson.mapper().readValue(json, Pace.class)).isEqualTo(pace);
  }

  private static Pace quiet(String hours) {
    return new Pace(
        Mode.IMMEDIATE,
        List.of(),
        60,
        ZoneId.of("Europe/Berlin"),
        LocalTime.of(8, 0),
        QuietHours.parse(hours),
        false,
        0);
  }

  private static Pace digest(Mode mode) {
    return new Pace(
        mode, List.of(), 60, ZoneId.of("Europe/Berlin"), LocalTime.of(8, 0), null, false, 0);
  }
}
