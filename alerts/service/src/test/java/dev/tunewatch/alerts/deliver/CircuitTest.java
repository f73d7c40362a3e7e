package dev.tunewatch.alerts.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitTest {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void opensAfterSoManyFailuresInARowAndForLongerEachTime() {
    Circuit circuit = Circuit.closed("e", START);
    for (int i = 1; i < Circuit.TRIPS; i++) {
      circuit = circuit.failed(START, Optional.empty());
      assertThat(circuit.openUntil()).isEmpty();
    }
    circuit = circuit.failed(START, Optional.empty());
    assertThat(circuit.openUntil()).contains(START.plusSeconds(30));
    Instant at = START;
    for (int seconds : new int[] {60, 120, 240, 480, 900, 900}) {
      at = circuit.openUntil().orElseThrow().plusSeconds(1);
      circuit = circuit.failed(at, Optional.empty());
      assertThat(circuit.openUntil()).contains(at.plusSeconds(seconds));
    }
  }

  @Test
  void whatWasUnderWayWhenItOpenedDoesNotCount() {
    Circuit open = tripped();
    assertThat(open.failed(START.plusSeconds(1), Optional.empty())).isEqualTo(open);
    Circuit probing =
        new Circuit("e", Circuit.TRIPS, START, Optional.of(START.plusSeconds(90)), true);
    assertThat(probing.failed(START.plusSeconds(40), Optional.empty()).failures())
        .isEqualTo(Circuit.TRIPS + 1);
  }

  @Test
  void whoAsksForTimeGetsItUpToADay() {
    Circuit asked =
        Circuit.closed("e", START).failed(START, Optional.of(Duration.ofSeconds(3_600)));
    assertThat(asked.openUntil()).contains(START.plusSeconds(3_600));
    assertThat(asked.failures()).isZero();
    assertThat(asked.failed(START, Optional.of(Duration.ofSeconds(5))).openUntil())
        .as("a shorter wish of another call does not end a longer one")
        .contains(START.plusSeconds(3_600));
    assertThat(
            Circuit.closed("e", START).failed(START, Optional.of(Duration.ofDays(400))).openUntil())
        .contains(START.plus(Duration.ofDays(1)));
  }

  @Test
  void isHopelessAfterDaysOfNothingElse() {
    Duration patience = Duration.ofHours(72);
    assertThat(tripped().isHopeless(START.plus(patience), patience)).isTrue();
    assertThat(tripped().isHopeless(START.plus(patience).minusSeconds(1), patience)).isFalse();
    Circuit few = Circuit.closed("e", START).failed(START, Optional.empty());
    assertThat(few.isHopeless(START.plus(patience), patience)).isFalse();
  }

  private static Circuit tripped() {
    return new Circuit("e", Circuit.TRIPS, START, Optional.of(START.plusSeconds(30)), false);
  }
}
