package dev.tunewatch.crawler.queue;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.WholeReading;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** {@code releases.v1} through a consumer with assigned partitions and no group. */
public final class KafkaReleaseQueue implements ReleaseQueue {

  private final KafkaSettings kafka;
  private final String topic;
  private final String clientId;
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private List<TopicPartition> partitions = List.of();

  /** Reads {@code releases.v1} in that installation under that client id. */
  public KafkaReleaseQueue(KafkaSettings kafka, String clientId) {
    this(kafka, IngestTopics.RELEASES, clientId);
  }

  /** Reads another topic that is keyed by release. */
  public KafkaReleaseQueue(KafkaSettings kafka, TopicSpec topic, String clientId) {
    this.kafka = kafka;
    this.topic = kafka.named(topic.name());
    this.clientId = clientId;
  }

  @Override
  public void open(Map<Integer, Long> positions) {
    close();
    KafkaConsumer<byte[], byte[]> opened = Clients.consumer(kafka, clientId);
    consumer = opened;
    partitions =
        opened.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    opened.assign(partitions);
    Map<TopicPartition, Long> beginnings = opened.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long beginning = Objects.requireNonNull(beginnings.get(partition));
      opened.seek(
          partition, Math.max(beginning, positions.getOrDefault(partition.partition(), 0L)));
    }
  }

  @Override
  public List<Entry> poll(Duration timeout) {
    List<Entry> entries = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : opened().poll(timeout)) {
      entries.add(
          new Entry(
              record.partition(),
              record.offset(),
              record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
              record.value() == null ? new byte[0] : record.value()));
    }
    return entries;
  }

  @Override
  public Map<Integer, Long> positions() {
    Map<Integer, Long> positions = new HashMap<>();
    for (TopicPartition partition : partitions) {
      positions.put(partition.partition(), opened().position(partition));
    }
    return positions;
  }

  @Override
  public Map<Integer, Long> ends() {
    // A commit returns before its markers are written; the end of what is committed would leave the
    // last transaction out for that moment.
    try {
      Map<Integer, Long> ends = new HashMap<>();
      WholeReading.ends(kafka, partitions)
          .forEach((partition, end) -> ends.put(partition.partition(), end));
      return ends;
    } catch (InterruptedException stop) {
      throw new InterruptException(stop);
    }
  }

  @Override
  public void close() {
    KafkaConsumer<byte[], byte[]> open = consumer;
    consumer = null;
    if (open != null) {
      boolean interrupted = Thread.interrupted();
      open.close(CloseOptions.timeout(Duration.ofSeconds(1)));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> opened() {
    return Objects.requireNonNull(consumer, "not open");
  }
}
