package dev.tunewatch.alerts.notify.kafka;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertsTopics;
import dev.tunewatch.alerts.alert.PublicAlert;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.CloudEvents;
import dev.tunewatch.bus.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes versions of alerts to {@code alerts.v1}, a batch a transaction. A second writer fences the
 * first, so that nothing a former process still has under way can land behind what a later one
 * wrote. Used by one thread.
 */
final class AlertsTopicWriter implements Consumer<List<Alert>>, AutoCloseable {

  private static final String CE_TYPE = "dev.tunewatch.alert";
  private static final String CE_SOURCE = "/alerts";

  private final KafkaSettings kafka;
  private final String topic;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  AlertsTopicWriter(KafkaSettings kafka) {
    this.kafka = kafka;
    this.topic = kafka.named(AlertsTopics.ALERTS.name());
  }

  /** Returns when all of them are committed; on failure none is. */
  @Override
  public void accept(List<Alert> versions) {
    try {
      KafkaProducer<byte[], byte[]> to = producer();
      to.beginTransaction();
      for (Alert alert : versions) {
        PublicAlert.of(alert).ifPresent(state -> to.send(record(state, alert)));
      }
      to.commitTransaction();
    } catch (KafkaException failed) {
      close(); // Fenced, or in a state that only a new one leaves.
      throw failed;
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = Clients.transactionalProducer(kafka, "alerts.topic");
      producer.initTransactions();
    }
    return producer;
  }

  private ProducerRecord<byte[], byte[]> record(PublicAlert state, Alert alert) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, state.key().getBytes(StandardCharsets.UTF_8), state.value().orElse(null));
    CloudEvents.write(
        record.headers(),
        alert.id() + ":" + alert.version(),
        CE_TYPE,
        CE_SOURCE,
        alert.updatedAt());
    return record;
  }
}
