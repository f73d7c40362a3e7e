package dev.tunewatch.alerts.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private final long seed = System.nanoTime();
  private final RetrySchedule schedule = new RetrySchedule(new Random(seed));

  @Test
  void waitsFromSecondsToADayAndThenGivesUp() {
    assertThat(IntStream.rangeClosed(1, 10).mapToObj(this::wait))
        .as("seed %d", seed)
        .satisfies(w -> assertThat(w.get(0)).isBetween(millis(4_500), millis(5_500)))
        .satisfies(w -> assertThat(w.get(4)).isBetween(minutes(54), minutes(66)))
        .satisfies(w -> assertThat(w.subList(0, 9)).isSorted())
        .last()
        .satisfies(w -> assertThat(w).isLessThanOrEqualTo(Duration.ofHours(27)));
    assertThat(schedule.next(11, Optional.of(Duration.ofSeconds(1)))).isEmpty();
  }

  @Test
  void theTargetsWishWinsWhereItIsLongerUpToADay() {
    assertThat(schedule.next(1, Optional.of(minutes(7)))).contains(minutes(7));
    assertThat(schedule.next(4, Optional.of(Duration.ZERO)).orElseThrow())
        .isGreaterThanOrEqualTo(minutes(9));
    assertThat(schedule.next(1, Optional.of(Duration.ofDays(400)))).contains(Duration.ofHours(24));
  }

  private Duration wait(int attempt) {
    return schedule.next(attempt, Optional.empty()).orElseThrow();
  }

  private static Duration millis(long count) {
    return Duration.ofMillis(count);
  }

  private static Duration minutes(long count) {
    return Duration.ofMinutes(count);
  }
}
