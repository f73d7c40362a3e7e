package dev.tunewatch.alerts.intake;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertState;
import dev.tunewatch.assessments.Severity;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.util.List;

/**
 * What an operator sees of the intake. Alert on {@code tunewatch_alerts_lag_records} that does not
 * shrink, and on any growth of {@code tunewatch_dead_letters_total}.
 */
public final class IntakeMetrics {

  static final String STAGE = "alerts";
  static final String MALFORMED = "malformed";

  private final Counter alerts;
  private final Counter consumed;
  private final Gauge lag;
  private final Gauge lastConsumed;
  private final Counter deadLetters;

  /** Registers all series, with 0 where the labels are known. */
  public IntakeMetrics(CollectorRegistry registry) {
    alerts =
        Counter.build("tunewatch_alerts_total", "Versions of alerts, by what they say.")
            .labelNames("severity", "change")
            .register(registry);
    consumed =
        Counter.build("tunewatch_alerts_consumed_total", "Assessments read.").register(registry);
    lag =
        Gauge.build("tunewatch_alerts_lag_records", "Assessments not read yet.").register(registry);
    lastConsumed =
        Gauge.build(
                "tunewatch_alerts_last_consumed_timestamp_seconds",
                "When assessments were last stored; 0 before the first.")
            .register(registry);
    deadLetters =
        Counter.build("tunewatch_dead_letters_total", "Records refused and kept.")
            .labelNames("stage", "reason")
            .register(registry);
    deadLetters.labels(STAGE, MALFORMED);
    for (Severity severity : Severity.values()) {
      for (AlertState change : AlertState.values()) {
        alerts.labels(severity.name(), change.wireName());
      }
    }
  }

  void stored(int records, List<Alert> versions, double nowSeconds) {
    consumed.inc(records);
    lastConsumed.set(nowSeconds);
    told(versions);
  }

  /** Versions that people made; those that assessments make come with them. */
  public void told(List<Alert> versions) {
    for (Alert alert : versions) {
      alerts.labels(alert.severity().name(), alert.state().wireName()).inc();
    }
  }

  void lag(long records) {
    lag.set(records);
  }

  void deadLetter() {
    deadLetters.labels(STAGE, MALFORMED).inc();
  }

  /** Assessments of this run that could not be read. */
  public long deadLetterCount() {
    return (long) deadLetters.labels(STAGE, MALFORMED).get();
  }
}
