package dev.tunewatch.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

  @Test
  void writesAndReadsWhatTheJdkDoes() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-70_000_000_000L, 260_000_000_000L);
      int nano =
          switch (i % 3) {
            case 0 -> 0;
            case 1 -> random.nextInt(1_000) * 1_000_000;
            default -> random.nextInt(1_000_000_000);
          };
      Instant time = Instant.ofEpochSecond(second, nano);
      assertThat(UtcTime.text(time)).isEqualTo(time.toString());
      assertThat(UtcTime.parse(time.toString())).isIn(time, null);
    }
    assertThat(UtcTime.parse("2024-02-29T23:59:59.007Z"))
        .isEqualTo(Instant.parse("2024-02-29T23:59:59.007Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-08-22",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-08-22T24:00:00Z",
        "2026-08-22T00:00:00z",
        "2026-08-22 00:00:00Z",
        "2026-08-22T00:00:00+",
        "2026-08-22T00:00:00.12Z",
        "2026-08-22T00:00:00.-12Z",
        "２026-08-22T00:00:00Z",
        "+2026-8-22T00:00:00Z"
      })
  void leavesOtherFormsAlone(String text) {
    assertThat(UtcTime.parse(text)).isNull();
  }
}
