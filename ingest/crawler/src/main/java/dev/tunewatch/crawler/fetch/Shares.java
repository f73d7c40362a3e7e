package dev.tunewatch.crawler.fetch;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How what is left of a window is divided among lanes, at one moment.
 *
 * <p>Every active lane is guaranteed its weight's part of what the hub allows us in the window. Of
 * that, so much is kept for it as the rest of the window is worth; what it did not ask for in the
 * time gone by may be borrowed by others. Live's part is kept however much it used before, with a
 * floor of a few requests to the very end, because a poll must never find the window empty.
 */
record Shares(long remaining, double keptForLive, Map<LaneName, Double> keptFor) {

  /** What a poll of both orders with one page more each needs. */
  private static final long LIVE_FLOOR = 4;

  /**
   * Divides.
   *
   * @param remaining requests left in the window, known
   * @param used requests that each lane has made in it
   * @param active lanes that have asked lately; live counts always
   * @param left part of the window that is still to come, 0 to 1
   */
  static Shares of(
      long remaining, Map<LaneName, Long> used, Predicate<LaneName> active, double left) {
    double ours = remaining;
    double weights = 0;
    for (LaneName lane : LaneName.values()) {
      ours += used.getOrDefault(lane, 0L);
      weights += lane == LaneName.LIVE || active.test(lane) ? lane.weight() : 0;
    }
    Map<LaneName, Double> kept = new EnumMap<>(LaneName.class);
    double keptForLive = 0;
    for (LaneName lane : LaneName.values()) {
      double guaranteed = ours * lane.weight() / weights;
      if (lane == LaneName.LIVE) {
        double floor = Math.min(LIVE_FLOOR, Math.floor(ours / 4));
        keptForLive = Math.ceil(Math.max(floor, guaranteed * left));
      } else if (active.test(lane)) {
        double unused = guaranteed - used.getOrDefault(lane, 0L);
        kept.put(lane, Math.max(0, Math.min(unused, guaranteed * left)));
      }
    }
    return new Shares(remaining, keptForLive, kept);
  }

  /** Whether that lane may take one request now. */
  boolean allows(LaneName lane) {
    if (lane == LaneName.LIVE) {
      return remaining > 0;
    }
    double free = remaining - keptForLive;
    double all = keptFor.values().stream().mapToDouble(Double::doubleValue).sum();
    double others = all - keptFor.getOrDefault(lane, 0.0);
    // Where more was used than planned, by live or by others behind our address, all give way
    // alike.
    double scale = all > free ? free / all : 1;
    return free > 0 && free - scale * others > 1e-9;
  }
}
