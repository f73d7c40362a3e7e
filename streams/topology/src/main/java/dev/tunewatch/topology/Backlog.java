package dev.tunewatch.topology;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.KafkaUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How far the group is behind the ends of a topic. The difference of offsets overstates it, because
 * markers of transactions and aborted records take offsets that nobody consumes; where it matters,
 * what lies between is read.
 */
final class Backlog implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration PROBE = Duration.ofMillis(100);
  private static final int MAX_PROBES = 50;

  private final KafkaSettings kafka;
  private final String group;
  private final Admin admin;

  /** Where the group stood, in each partition, when it was last found behind. */
  private final Map<TopicPartition, Long> stood = new HashMap<>();

  Backlog(KafkaSettings kafka, String group) {
    this.kafka = kafka;
    this.group = group;
    this.admin = Clients.admin(kafka);
  }

  /**
   * Ends of a topic's partitions, transactions under way included: a producer's commit returns
   * before the last committed end shows it. Empty where the topic does not exist (yet).
   */
  Map<TopicPartition, Long> ends(String topic) {
    return ends(topic, IsolationLevel.READ_UNCOMMITTED);
  }

  /** Whether no transaction is under way in a topic. */
  boolean isSettled(String topic) {
    return ends(topic, IsolationLevel.READ_COMMITTED).equals(ends(topic));
  }

  private Map<TopicPartition, Long> ends(String topic, IsolationLevel isolation) {
    try {
      TopicDescription described =
          Objects.requireNonNull(
              await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
      List<TopicPartition> partitions =
          described.partitions().stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<TopicPartition, OffsetSpec> latest =
          partitions.stream()
              .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
      return await(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all())
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (KafkaUnavailable e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Map.of();
      }
      throw e;
    }
  }

  /** Offsets between what the group has committed and the ends, markers included. */
  long lag(Map<TopicPartition, Long> ends) {
    return behind(ends).values().stream().mapToLong(Span::length).sum();
  }

  /**
   * Whether the group has committed all records before the ends. What lies between is read only
   * where the group has not moved since the call before; while it moves, it is behind.
   */
  synchronized boolean passed(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Span> behind = behind(ends);
    boolean moved = false;
    for (Map.Entry<TopicPartition, Span> each : behind.entrySet()) {
      Long before = stood.put(each.getKey(), each.getValue().from());
      moved |= before == null || before != each.getValue().from();
    }
    return behind.isEmpty() || (!moved && !holdsRecords(behind));
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }

  private record Span(long from, long to) {
    long length() {
      return to - from;
    }
  }

  private Map<TopicPartition, Span> behind(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Span> behind = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          OffsetAndMetadata at = committed.get(partition);
          long from = at == null ? 0 : at.offset();
          if (from < end) {
            behind.put(partition, new Span(from, end));
          }
        });
    return behind;
  }

  private boolean holdsRecords(Map<TopicPartition, Span> spans) {
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "streams-backlog")) {
      consumer.assign(spans.keySet());
      // What retention deleted is nothing to wait for.
      Map<TopicPartition, Long> first = consumer.beginningOffsets(spans.keySet());
      spans.forEach(
          (partition, span) ->
              consumer.seek(partition, Math.max(span.from(), first.getOrDefault(partition, 0L))));
      for (int poll = 0; poll < MAX_PROBES; poll++) {
        for (var record : consumer.poll(PROBE)) {
          Span span = spans.get(new TopicPartition(record.topic(), record.partition()));
          if (span != null && record.offset() < span.to()) {
            return true;
          }
        }
        if (spans.entrySet().stream()
            .allMatch(span -> consumer.position(span.getKey()) >= span.getValue().to())) {
          return false;
        }
      }
      return true;
    } catch (OffsetOutOfRangeException purgedMeanwhile) {
      return true;
    }
  }

  private <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new KafkaUnavailable("Kafka at " + kafka.bootstrapServers(), e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaUnavailable("Kafka at " + kafka.bootstrapServers() + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailable("interrupted while asking Kafka", e);
    }
  }
}
