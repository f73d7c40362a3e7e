package dev.tunewatch.crawler.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrowingRestTest {

  private static final Instant NOW = Instant.parse("2026-08-22T10:00:00Z");

  @Test
  void growsFromAMinuteToAnHourAndEndsWithASuccess() {
    GrowingRest rest = new GrowingRest();
    assertThat(rest.isOn(NOW)).isFalse();
    for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      rest.begin(NOW);
      assertThat(rest.isOn(NOW.plus(Duration.ofMinutes(minutes)).minusMillis(1))).isTrue();
      assertThat(rest.isOn(NOW.plus(Duration.ofMinutes(minutes)))).isFalse();
    }
    rest.end();
    assertThat(rest.isOn(NOW)).isFalse();
    rest.begin(NOW);
    assertThat(rest.isOn(NOW.plus(Duration.ofMinutes(1)))).isFalse();
  }

  @Test
  void neitherARestNorASignOfLifeOutlastsAClockThatWasSetBack() {
    GrowingRest rest = new GrowingRest();
    rest.begin(NOW);
    assertThat(rest.isOn(NOW.minus(Duration.ofDays(1)))).isFalse();

    Heartbeat heartbeat = new Heartbeat(Duration.ofMinutes(1));
    assertThat(heartbeat.isDue(NOW)).isTrue();
    heartbeat.beat(NOW);
    assertThat(heartbeat.isDue(NOW.plusSeconds(59))).isFalse();
    assertThat(heartbeat.isDue(NOW.plusSeconds(60))).isTrue();
    assertThat(heartbeat.isDue(NOW.minus(Duration.ofDays(1)))).isTrue();
  }
}
