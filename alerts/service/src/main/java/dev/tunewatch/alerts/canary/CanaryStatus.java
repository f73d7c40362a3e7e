package dev.tunewatch.alerts.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.canary.CanaryWatch.Arrival;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.Canaries;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.IngestTopics;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The canary's row of {@code status.v1}; connects when the first one arrives. */
public final class CanaryStatus implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CanaryStatus.class);

  private final KafkaSettings kafka;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /** Writes to that installation. */
  public CanaryStatus(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Reads the row. */
  public static Optional<Arrival> of(@Nullable JsonNode row) {
    if (row == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Arrival(
              Instant.parse(row.path("publishedAt").asText()),
              Instant.parse(row.path("arrivedAt").asText())));
    } catch (DateTimeParseException notOurs) {
      return Optional.empty();
    }
  }

  /** Writes the row, without waiting; the next canary writes it again. */
  public synchronized void keep(Arrival arrival) {
    if (producer == null) {
      producer = Clients.producer(kafka, "alerts-canary");
    }
    ObjectNode row = EventJson.mapper().createObjectNode();
    row.put("v", 1);
    row.put("publishedAt", arrival.publishedAt().toString());
    row.put("arrivedAt", arrival.arrivedAt().toString());
    row.put("seconds", arrival.took().toMillis() / 1e3);
    try {
      producer.send(
          new ProducerRecord<>(
              kafka.named(IngestTopics.STATUS.name()),
              0,
              Canaries.STATUS.getBytes(StandardCharsets.UTF_8),
              EventJson.mapper().writeValueAsBytes(row)),
          (sent, failed) -> {
            if (failed != null) {
              LOG.atWarn()
                  .addKeyValue("outcome", "not kept")
                  .log("The canary's status could not be written: {}", failed.toString());
            }
          });
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
  }
}
