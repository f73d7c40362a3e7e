package dev.tunewatch.alerts.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.AlertId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContestSourcesTest {

  private static final Instant NOW = Samples.OBSERVED;
  private static final int CALM = Contest.MOST_AN_HOUR / 2;

  private final ContestSources sources = new ContestSources();
  private int alerts;

  @Test
  void inACalmHourOneAddressMaySendAnyNumber() {
    assertThat(flood("192.0.2.1", CALM, NOW)).isEqualTo(CALM);
  }

  @Test
  void aFloodLeavesTheOtherHalfOfTheHourToOthers() {
    assertThat(flood("192.0.2.1", 1_000, NOW)).isEqualTo(CALM);

    assertThat(flood("192.0.2.2", 1_000, NOW)).isEqualTo(ContestSources.SHARE);
    assertThat(flood("192.0.2.3", 1_000, NOW)).isEqualTo(ContestSources.SHARE);
  }

  @Test
  void inABusyHourASenderSaysOneThingOfAnAlert() {
    flood("192.0.2.1", CALM, NOW);
    AlertId alert = AlertId.ofCluster("huggingface:one");

    assertThat(sources.take("192.0.2.2", alert, NOW)).isTrue();
    assertThat(sources.take("192.0.2.2", alert, NOW)).isFalse();
    assertThat(sources.take("192.0.2.3", alert, NOW)).isTrue();
  }

  @Test
  void anHourLaterAllIsForgotten() {
    flood("192.0.2.1", CALM, NOW);

    assertThat(flood("192.0.2.1", 1, NOW.plusSeconds(3_599))).isZero();
    assertThat(flood("192.0.2.1", 1, NOW.plusSeconds(3_600))).isEqualTo(1);
  }

  @Test
  void manyAddressesTogetherHaveNoMoreThanTheHour() {
    int taken = 0;
    for (int i = 0; i < 1_000; i++) {
      taken += flood("2001:db8::" + i, 1, NOW);
    }
    assertThat(taken).isEqualTo(Contest.MOST_AN_HOUR);
  }

  @Test
  void whoHasANetworkOfVersionSixIsOneSender() {
    String one = ContestSources.ofAddress("2001:db8:1:2::1");

    assertThat(ContestSources.ofAddress("2001:db8:1:2:ffff::9")).isEqualTo(one);
    assertThat(ContestSources.ofAddress("2001:db8:1:3::1")).isNotEqualTo(one);
    assertThat(ContestSources.ofAddress("::ffff:192.0.2.1")).isEqualTo("::ffff:192.0.2.1");
    assertThat(ContestSources.ofAddress("192.0.2.1")).isEqualTo("192.0.2.1");
  }

  private int flood(String source, int times, Instant at) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += sources.take(source, AlertId.ofCluster("huggingface:" + alerts++), at) ? 1 : 0;
    }
    return taken;
  }
}
