package dev.tunewatch.benchmarks;

import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.bus.Provisioning;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The topics of one round, told apart by their prefix, and deleted after it. */
final class Installation implements AutoCloseable {

  private final KafkaSettings kafka;
  private final Admin admin;
  private final AtomicReference<Exception> lost = new AtomicReference<>();

  private Installation(KafkaSettings kafka, Admin admin) {
    this.kafka = kafka;
    this.admin = admin;
  }

  static Installation on(String bootstrapServers, int partitions, String prefix) {
    KafkaSettings kafka = new KafkaSettings(bootstrapServers, prefix, partitions, 1, Map.of());
    Admin admin = Clients.admin(kafka);
    new Provisioning(admin, kafka)
        .apply(Stream.concat(IngestTopics.all().stream(), StreamsTopics.all().stream()).toList());
    return new Installation(kafka, admin);
  }

  KafkaSettings kafka() {
    return kafka;
  }

  /** Publishes releases 0 to count; returns the number of records and their bytes before zstd. */
  long[] fill(World world, long count) {
    long[] written = new long[2];
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (long i = 0; i < count; i++) {
        for (ReleasePart part : world.parts(i)) {
          byte[] value = ReleasePartCodec.encode(part);
          send(producer, part, value);
          written[0]++;
          written[1] += value.length;
        }
      }
      producer.flush();
    }
    written();
    return written;
  }

  void publish(List<ReleasePart> parts) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      parts.forEach(part -> send(producer, part, ReleasePartCodec.encode(part)));
      producer.flush();
    }
    written();
  }

  /** A producer that answers when a record is written; the caller closes it. */
  KafkaProducer<byte[], byte[]> producer() {
    return Clients.producer(kafka, "bench");
  }

  void send(KafkaProducer<byte[], byte[]> producer, ReleasePart part, byte[] value) {
    byte[] key = part.key().getBytes(StandardCharsets.UTF_8);
    int partition = Partitioning.ofRelease(part.key(), kafka.partitions());
    var unused =
        producer.send(
            new ProducerRecord<>(
                kafka.named(IngestTopics.RELEASES.name()),
                partition,
                part.observedAt().toEpochMilli(),
                key,
                value),
            (position, error) -> {
              if (error != null) {
                lost.compareAndSet(null, error);
              }
            });
  }

  /** A measurement over records that never came would be none. */
  private void written() {
    Exception error = lost.get();
    if (error != null) {
      throw new IllegalStateException("the broker did not take every record", error);
    }
  }

  /** Ends of a topic, records and markers alike. */
  Map<TopicPartition, Long> ends(String topic) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < kafka.partitions(); partition++) {
      latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    return await(admin.listOffsets(latest).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  /** Whether a group has committed all before these ends, none of which is a marker. */
  boolean passed(String group, Map<TopicPartition, Long> ends) {
    var committed = await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    return ends.entrySet().stream()
        .allMatch(
            end -> {
              var at = committed.get(end.getKey());
              return end.getValue() == 0 || (at != null && at.offset() >= end.getValue());
            });
  }

  /** Bytes on disk of all topics whose name starts so, by topic. */
  Map<String, Long> sizes(String start) {
    Map<String, Long> sizes = new HashMap<>();
    await(admin.describeLogDirs(List.of(1)).allDescriptions())
        .values()
        .forEach(
            folders ->
                folders
                    .values()
                    .forEach(
                        folder ->
                            folder
                                .replicaInfos()
                                .forEach(
                                    (partition, info) -> {
                                      if (partition.topic().startsWith(start)) {
                                        sizes.merge(partition.topic(), info.size(), Long::sum);
                                      }
                                    })));
    return sizes;
  }

  @Override
  public void close() {
    List<String> ours = new ArrayList<>();
    await(admin.listTopics().names()).stream()
        .filter(topic -> topic.startsWith(kafka.prefix()))
        .forEach(ours::add);
    await(admin.deleteTopics(ours).all());
    admin.close();
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
