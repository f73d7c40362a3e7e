package dev.tunewatch.alerts.intake;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.KafkaUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what could not be read. Used by one thread; connects when the first one comes. */
final class DeadLetterWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

  private final KafkaSettings kafka;
  private final String topic;
  private final IntakeMetrics metrics;
  private final List<Future<?>> pending = new ArrayList<>();
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  DeadLetterWriter(KafkaSettings kafka, String topic, IntakeMetrics metrics) {
    this.kafka = kafka;
    this.topic = topic;
    this.metrics = metrics;
  }

  /** Sends without waiting, with the time of the original. */
  void add(DeadLetter letter, long timestamp) {
    if (producer == null) {
      producer = Clients.producer(kafka, "alerts-dead-letters");
    }
    ProducerRecord<byte[], byte[]> record = letter.toRecord(topic);
    pending.add(
        producer.send(
            new ProducerRecord<>(
                topic, null, timestamp, record.key(), record.value(), record.headers())));
    metrics.deadLetter();
    LOG.atWarn()
        .addKeyValue("topic", letter.position())
        .addKeyValue("outcome", letter.reason())
        .log("An assessment could not be read: {}", letter.error());
  }

  /**
   * Waits until all are kept.
   *
   * @throws KafkaUnavailable if one is not; nothing may be committed then
   */
  void flush() {
    try {
      for (Future<?> sent : pending) {
        sent.get();
      }
    } catch (ExecutionException e) {
      throw new KafkaUnavailable("a dead letter could not be kept", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailable("interrupted while keeping a dead letter", e);
    } finally {
      pending.clear();
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
  }
}
