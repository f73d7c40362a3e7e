package dev.tunewatch.alerts.operator;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts now and then, so that a page that everybody may read costs no query each. */
public final class PrecisionWatch {

  /** What is looked back over. */
  public static final Duration WINDOW = Duration.ofDays(90);

  private static final Duration FRESH = Duration.ofSeconds(3);
  private static final int COUNTED = 1_000;

  private final Precision precision;
  private final Contests contests;
  private final PrecisionMetrics metrics;
  private final Clock clock;
  private Precision.@Nullable Report latest;

  /** Wires it. */
  public PrecisionWatch(
      Precision precision, Contests contests, PrecisionMetrics metrics, Clock clock) {
    this.precision = precision;
    this.contests = contests;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What was counted some seconds ago at the most. */
  public synchronized Precision.Report latest() {
    Precision.Report report = latest;
    if (report == null || report.since().plus(WINDOW).plus(FRESH).isBefore(clock.instant())) {
      report = precision.since(clock.instant().minus(WINDOW));
      latest = report;
      int open = contests.list(Contest.OPEN, null, Long.MAX_VALUE, COUNTED).size();
      metrics.show(report, open);
    }
    return report;
  }
}
