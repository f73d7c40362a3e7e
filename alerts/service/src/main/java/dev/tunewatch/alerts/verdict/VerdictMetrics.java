package dev.tunewatch.alerts.verdict;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Clock;

/**
 * What became of verdicts. Alert on {@code tunewatch_verdicts_last_round_timestamp_seconds} more
 * than minutes ago: then no verdict reaches streams and none expires.
 */
public final class VerdictMetrics {

  private final Counter published;
  private final Counter failures;
  private final Gauge lastRound;
  private final Clock clock;

  /** Registers them. */
  public VerdictMetrics(CollectorRegistry registry, Clock clock) {
    this.clock = clock;
    this.published =
        Counter.build("tunewatch_verdicts_published_total", "Verdict records written to Kafka.")
            .register(registry);
    this.failures =
        Counter.build("tunewatch_verdict_failures_total", "Rounds that failed and are tried again.")
            .register(registry);
    this.lastRound =
        Gauge.build(
                "tunewatch_verdicts_last_round_timestamp_seconds",
                "When verdicts were last ended and published without a failure.")
            .register(registry);
  }

  /** So many records are on the topic. */
  public void published(int records) {
    published.inc(records);
  }

  /** A round went through. */
  public void round() {
    lastRound.set(clock.millis() / 1000.0);
  }

  /** A round failed. */
  public void failed() {
    failures.inc();
  }
}
