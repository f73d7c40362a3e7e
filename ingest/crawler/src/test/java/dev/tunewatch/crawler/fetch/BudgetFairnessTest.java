package dev.tunewatch.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lanes with demands of all kinds against a hub that counts by fixed windows. */
class BudgetFairnessTest {

  private static final long STEP = 200;
  private static final Instant START = Instant.parse("2026-08-22T10:00:07Z");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void neverExceedsAWindowNeverStarvesALaneAndNeverMakesLiveWaitForAnother(long seed) {
    Random random = new Random(seed);
    FixedWindows hub = new FixedWindows(20 + random.nextInt(500), 20 + random.nextInt(280));
    Budget budget = new Budget();
    List<Demand> demands = new ArrayList<>();
    for (LaneName lane : LaneName.values()) {
      if (lane == LaneName.LIVE || random.nextInt(3) > 0) {
        demands.add(new Demand(lane, hub, random));
      }
    }
    for (long at = 0; at < 6 * hub.millis; at += STEP) {
      Instant now = START.plusMillis(at);
      hub.passTo(now);
      for (Demand demand : demands) {
        demand.act(budget, hub, now, random);
      }
    }

    assertThat(hub.refused).as("requests beyond a window, seed " + seed).isZero();
    Map<LaneName, Long> shares = new EnumMap<>(LaneName.class);
    double weights = demands.stream().mapToInt(demand -> demand.lane.weight()).sum();
    for (Demand demand : demands) {
      double share = hub.quota * demand.lane.weight() / weights;
      shares.put(demand.lane, (long) share);
      if (demand.lane == LaneName.LIVE) {
        assertThat(demand.heldBack).as("live waited for others, seed " + seed).isZero();
      } else if (demand.always) {
        // The first window is known from its first answer on, the last is cut off.
        demand
            .servedByWindow
            .subList(1, 5)
            .forEach(
                served ->
                    assertThat(served)
                        .as(demand.lane + " of " + shares + ", seed " + seed)
                        .isGreaterThanOrEqualTo((long) Math.floor(share) - 2));
      }
    }
    assertThat(demands).allSatisfy(demand -> assertThat(demand.served).isPositive());
  }

  /** Counts as the hub does; a request beyond the window is refused. */
  private static final class FixedWindows {

    private final long quota;
    private final long millis;
    private long window;
    private long count;
    private int refused;

    private FixedWindows(long quota, long seconds) {
      this.quota = quota;
      this.millis = seconds * 1_000;
    }

    private void passTo(Instant now) {
      long current = START.until(now, java.time.temporal.ChronoUnit.MILLIS) / millis;
      if (current != window) {
        window = current;
        count = 0;
      }
    }

    private void ask(Budget budget, Instant now) {
      if (++count > quota) {
        refused++;
      }
      long left = millis - START.until(now, java.time.temporal.ChronoUnit.MILLIS) % millis;
      budget.observed(
          new RateLimit(Math.max(0, quota - count), Duration.ofMillis(left)),
          new RatePolicy(quota, Duration.ofMillis(millis)),
          now,
          now);
    }
  }

  /** One lane: live polls well within its share, others ask all the time or now and then. */
  private static final class Demand {

    private final LaneName lane;
    private final boolean always;
    private final double perStep;
    private final List<Long> servedByWindow = new ArrayList<>(List.of(0L, 0L, 0L, 0L, 0L, 0L));
    private long served;
    private int heldBack;
    private double wish;

    private Demand(LaneName lane, FixedWindows hub, Random random) {
      this.lane = lane;
      this.always = lane != LaneName.LIVE && random.nextBoolean();
      double steps = (double) hub.millis / STEP;
      // Live's guaranteed share is a third at least (4 of 12).
      double ofWindow = lane == LaneName.LIVE ? 0.3 * random.nextDouble() : 3 * random.nextDouble();
      this.perStep = always ? Double.MAX_VALUE : Math.max(3, ofWindow * hub.quota) / steps;
    }

    private void act(Budget budget, FixedWindows hub, Instant now, Random random) {
      wish = always ? 50 : wish + perStep * 2 * random.nextDouble();
      while (wish >= 1) {
        if (!budget.take(lane, now).isZero()) {
          heldBack++;
          wish = Math.min(wish, 5);
          return;
        }
        wish--;
        served++;
        servedByWindow.set((int) hub.window, servedByWindow.get((int) hub.window) + 1);
        hub.ask(budget, now);
      }
    }
  }
}
