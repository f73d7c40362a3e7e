package dev.tunewatch.alerts.notify.kafka;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.PublicAlert;
import dev.tunewatch.alerts.alert.VersionLog;
import dev.tunewatch.alerts.deliver.DeliveryMetrics;
import dev.tunewatch.alerts.topic.TopicWork;
import dev.tunewatch.bus.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The versions of alerts on {@code alerts.v1}. It is no subscription: nobody filters, disables or
 * removes it.
 */
public final class AlertsOnTopic implements TopicWork {

  /** Its label among the channels. */
  public static final String CHANNEL = "kafka";

  private static final String READER = "alerts.v1";
  private static final int BATCH = 500;

  private final VersionLog versions;
  private final AlertsTopicWriter writer;
  private final DeliveryMetrics metrics;
  private final Clock clock;
  private final Instant since;

  /** Writes what this log holds. */
  public AlertsOnTopic(
      VersionLog versions, KafkaSettings kafka, DeliveryMetrics metrics, Clock clock) {
    this.versions = versions;
    this.writer = new AlertsTopicWriter(kafka);
    this.metrics = metrics;
    this.clock = clock;
    this.since = clock.instant();
  }

  @Override
  public String name() {
    return "alerts-topic";
  }

  @Override
  public String topic() {
    return READER;
  }

  @Override
  public boolean round() {
    return versions.forward(READER, BATCH, this::write) == BATCH;
  }

  @Override
  public void failed() {
    metrics.failed(CHANNEL);
  }

  @Override
  public boolean caughtUp() {
    return versions.atEnd(READER);
  }

  @Override
  public void close() {
    writer.close();
  }

  private void write(List<Alert> batch) {
    writer.accept(batch);
    batch.stream()
        .filter(PublicAlert::speaksOf)
        .forEach(alert -> metrics.delivered(CHANNEL, delay(alert)));
  }

  /** Nothing where it was accepted before this run: a history written late is no slow delivery. */
  private Optional<Duration> delay(Alert alert) {
    return alert.updatedAt().isBefore(since)
        ? Optional.empty()
        : Optional.of(Duration.between(alert.updatedAt(), clock.instant()));
  }
}
