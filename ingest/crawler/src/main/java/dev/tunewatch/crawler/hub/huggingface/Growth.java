package dev.tunewatch.crawler.hub.huggingface;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How many models the hub had at a time, as its own documentation and public counts of it say, to
 * 2026-08-22; between two counts the growth is taken for even, after the last one for 4,400 a day.
 * Good enough for an estimate of how long a backfill takes.
 */
final class Growth {

  private static final double A_DAY_SINCE = 4_400;

  /** What was there before shows the first of these times. */
  private static final NavigableMap<Instant, Long> COUNTS =
      new TreeMap<>(
          Map.of(
              Instant.parse("2022-03-02T23:29:04Z"), 30_000L,
              Instant.parse("2023-01-15T00:00:00Z"), 60_000L,
              Instant.parse("2023-11-15T00:00:00Z"), 120_000L,
              Instant.parse("2024-07-15T00:00:00Z"), 350_000L,
              Instant.parse("2025-04-15T00:00:00Z"), 900_000L,
              Instant.parse("2025-10-23T00:00:00Z"), 2_161_698L,
              Instant.parse("2026-05-15T00:00:00Z"), 2_884_997L,
              Instant.parse("2026-08-22T00:00:00Z"), 3_012_377L));

  private Growth() {}

  static OptionalLong olderThan(Instant created, Instant now) {
    Instant at = created.isAfter(now) ? now : created;
    Map.Entry<Instant, Long> before = COUNTS.floorEntry(at);
    if (before == null || before.getKey().equals(COUNTS.firstKey()) && at.equals(before.getKey())) {
      return OptionalLong.of(COUNTS.firstEntry().getValue() / 2);
    }
    Map.Entry<Instant, Long> after = COUNTS.higherEntry(at);
    double days = days(before.getKey(), at);
    double added =
        after == null
            ? days * A_DAY_SINCE
            : (after.getValue() - before.getValue()) * days / days(before.getKey(), after.getKey());
    return OptionalLong.of(before.getValue() + Math.round(added));
  }

  private static double days(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds() / 86_400.0;
  }
}
