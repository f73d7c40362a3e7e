package dev.tunewatch.alerts.intake;

import dev.tunewatch.alerts.deliver.Positions;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Whether all assessments that are committed by now, or about to be, are stored. It asks the broker
 * anew, since what the reader knows of the end may be older than the question.
 */
public final class TopicEnd implements AutoCloseable {

  private static final long SECONDS = 5;

  private final KafkaSettings kafka;
  private final Positions positions;
  private final String topic;
  private @Nullable Admin admin;

  /** Connects at the first question. */
  public TopicEnd(KafkaSettings kafka, Positions positions) {
    this.kafka = kafka;
    this.positions = positions;
    this.topic = kafka.named(StreamsTopics.ASSESSMENTS.name());
  }

  /** False also where Kafka does not answer. */
  public synchronized boolean reached() {
    try {
      if (admin == null) {
        admin = Clients.admin(kafka);
      }
      return isReached(admin);
    } catch (ExecutionException | TimeoutException unknown) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }

  private boolean isReached(Admin asked)
      throws ExecutionException, InterruptedException, TimeoutException {
    var description =
        asked
            .describeTopics(java.util.List.of(topic))
            .allTopicNames()
            .get(SECONDS, TimeUnit.SECONDS)
            .get(topic);
    if (description == null) {
      return false;
    }
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    description
        .partitions()
        .forEach(p -> wanted.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
    var ends =
        asked
            // The committed end lags behind a commit whose markers are still being written. The
            // position gets to the other one all the same: it passes markers and aborted records.
            .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
            .all()
            .get(SECONDS, TimeUnit.SECONDS);
    Map<Integer, Long> stored = positions.of(topic);
    return ends.entrySet().stream()
        .allMatch(
            end -> stored.getOrDefault(end.getKey().partition(), -1L) >= end.getValue().offset());
  }
}
