package dev.tunewatch.alerts.operator;

import dev.tunewatch.assessments.SignalId;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.util.Arrays;

/**
 * How often the service was right in the last 90 days. Alert on {@code tunewatch_retracted_ratio}
 * rising over weeks: then subscribers stop to trust what they are told.
 */
public final class PrecisionMetrics {

  private final Gauge judged;
  private final Gauge correct;
  private final Gauge retracted;
  private final Gauge openContests;

  /** Registers them. */
  public PrecisionMetrics(CollectorRegistry registry) {
    this.judged =
        Gauge.build("tunewatch_judged_alerts", "Alerts of the last 90 days that were judged.")
            .labelNames("signal")
            .register(registry);
    this.correct =
        Gauge.build("tunewatch_correct_alerts", "Of these those that were right.")
            .labelNames("signal")
            .register(registry);
    this.retracted =
        Gauge.build("tunewatch_retracted_ratio", "Share of alerts of the last 90 days taken back.")
            .register(registry);
    this.openContests =
        Gauge.build("tunewatch_contests_open", "Contests that nobody has answered.")
            .register(registry);
    Arrays.stream(SignalId.values())
        .filter(SignalId::alerts)
        .forEach(
            signal -> {
              judged.labels(signal.name()).set(0);
              correct.labels(signal.name()).set(0);
            });
  }

  /** Shows what was counted. */
  public void show(Precision.Report report, int open) {
    Arrays.stream(SignalId.values())
        .filter(SignalId::alerts)
        .forEach(
            signal -> {
              Proportion of =
                  report.signals().stream()
                      .filter(one -> one.signal() == signal)
                      .map(Precision.OfSignal::precision)
                      .findFirst()
                      .orElse(new Proportion(0, 0));
              judged.labels(signal.name()).set(of.of());
              correct.labels(signal.name()).set(of.count());
            });
    Double share = report.retracted().share();
    retracted.set(share == null ? 0 : share);
    openContests.set(open);
  }
}
