package dev.tunewatch.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Instant NOW = Instant.parse("2026-08-22T10:00:00Z");
  private static final RatePolicy POLICY = new RatePolicy(100, Duration.ofSeconds(300));
  private final Budget budget = new Budget();

  @Test
  void holdsNothingBackBeforeTheHubHasToldItsLimit() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(budget.take(LaneName.BACKFILL, NOW)).isZero();
    }
  }

  @Test
  void holdsRequestsBackOnceTheWindowIsUsedUpAndOpensTheNext() {
    tells(1, 10);
    assertThat(budget.take(LaneName.LIVE, NOW)).isZero();
    assertThat(budget.take(LaneName.LIVE, NOW)).isEqualTo(Duration.ofSeconds(10));
    assertThat(budget.take(LaneName.LIVE, NOW.plusSeconds(10))).isZero();
  }

  @Test
  void makesEverybodyWaitWhereTheHubSaysHowLong() {
    budget.blockUntil(NOW.plusSeconds(60));
    budget.blockUntil(NOW.plusSeconds(30));
    for (LaneName lane : LaneName.values()) {
      assertThat(budget.take(lane, NOW.plusSeconds(20))).isEqualTo(Duration.ofSeconds(40));
    }
  }

  @Test
  void doesNotWaitForADayBecauseTheClockWasSetBackByOne() {
    budget.blockUntil(NOW.plusSeconds(60));
    Instant before = NOW.minus(Duration.ofDays(1));
    assertThat(budget.take(LaneName.LIVE, before)).isEqualTo(RetryAfter.CEILING);
    assertThat(budget.take(LaneName.LIVE, before.plus(RetryAfter.CEILING))).isZero();
  }

  @Test
  void neverAllowsMoreInALaterWindowThanThePolicySays() {
    tells(1, 10);
    Instant next = NOW.plusSeconds(10);
    int taken = 0;
    while (budget.take(LaneName.LIVE, next).isZero()) {
      taken++;
    }
    assertThat(taken).isEqualTo(100);
  }

  @Test
  void believesTheSmallerCountOfAWindowWhateverOrderAnswersComeIn() {
    tells(50, 200);
    tells(48, 200);
    tells(49, 200);
    assertThat(taken(LaneName.LIVE, NOW)).isEqualTo(48);
  }

  @Test
  void forgetsAnswersOfAWindowThatIsOver() {
    tells(50, 10);
    Instant sent = NOW.plusSeconds(9);
    Instant later = NOW.plusSeconds(11);
    budget.take(LaneName.LIVE, later);
    budget.observed(new RateLimit(3, Duration.ofSeconds(1)), POLICY, sent, later);
    assertThat(taken(LaneName.LIVE, later)).isEqualTo(99);
  }

  @Test
  void learnsWhenAWindowThatBeganWithTheFirstRequestEnds() {
    tells(0, 10);
    Instant later = NOW.plusSeconds(100);
    assertThat(budget.take(LaneName.LIVE, later)).isZero();
    budget.observed(new RateLimit(0, Duration.ofSeconds(300)), POLICY, later, later);
    assertThat(budget.take(LaneName.LIVE, later)).isEqualTo(Duration.ofSeconds(300));
  }

  @Test
  void isNotHeldBackForHoursWhenTheClockIsSetBack() {
    tells(0, 10);
    assertThat(budget.take(LaneName.LIVE, NOW.minusSeconds(86_400)))
        .isLessThan(Duration.ofSeconds(310));
  }

  @Test
  void keepsLivesShareWhileBackfillRunsAndLendsItAsTheWindowGoesBy() {
    tells(100, 300);
    int early = taken(LaneName.BACKFILL, NOW);
    assertThat(early).isEqualTo(33); // weights 4 and 2
    int late = taken(LaneName.BACKFILL, NOW.plusSeconds(299));
    assertThat(early + late).isEqualTo(96);
    assertThat(taken(LaneName.LIVE, NOW.plusSeconds(299))).isEqualTo(4);
  }

  @Test
  void givesLiveWhateverIsLeft() {
    tells(100, 300);
    budget.take(LaneName.RECHECK, NOW);
    budget.take(LaneName.BACKFILL, NOW);
    assertThat(taken(LaneName.LIVE, NOW)).isEqualTo(98);
  }

  @Test
  void keepsTheShareOfALaneThatAskedLatelyButNotOfOneThatNeverDid() {
    tells(100, 300);
    budget.take(LaneName.RECHECK, NOW);
    // 99 left; 50 of live, 24 of recheck (weights 4, 2, 2, one used)
    assertThat(taken(LaneName.BACKFILL, NOW)).isEqualTo(25);
    assertThat(taken(LaneName.RECHECK, NOW)).isEqualTo(24);
  }

  @Test
  void sharesAlikeWhatOthersBehindOurAddressHaveLeft() {
    tells(100, 300);
    budget.take(LaneName.RECHECK, NOW);
    budget.take(LaneName.BACKFILL, NOW);
    tells(20, 300);
    assertThat(taken(LaneName.BACKFILL, NOW)).isBetween(3, 6);
    assertThat(taken(LaneName.RECHECK, NOW)).isBetween(3, 6);
    assertThat(taken(LaneName.LIVE, NOW)).isGreaterThanOrEqualTo(10);
  }

  private int taken(LaneName lane, Instant at) {
    int taken = 0;
    while (budget.take(lane, at).isZero()) {
      taken++;
    }
    return taken;
  }

  private void tells(long remaining, long seconds) {
    budget.observed(new RateLimit(remaining, Duration.ofSeconds(seconds)), POLICY, NOW, NOW);
  }
}
