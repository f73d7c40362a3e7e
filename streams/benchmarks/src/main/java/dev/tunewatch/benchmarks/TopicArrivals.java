package dev.tunewatch.benchmarks;

import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A reader of committed assessments. */
final class TopicArrivals implements Arrivals {

  private final Thread reader;
  private volatile boolean closing;

  TopicArrivals(KafkaSettings kafka, ObjLongConsumer<String> arrived) {
    this.reader = new Thread(() -> read(kafka, arrived), "bench-arrivals");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public String target() {
    return "a reader of assessments.v1";
  }

  private void read(KafkaSettings kafka, ObjLongConsumer<String> arrived) {
    List<TopicPartition> partitions =
        IntStream.range(0, kafka.partitions())
            .mapToObj(p -> new TopicPartition(kafka.named(StreamsTopics.ASSESSMENTS.name()), p))
            .toList();
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "bench-arrivals")) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closing) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record ->
                    arrived.accept(
                        new String(record.key(), StandardCharsets.UTF_8), System.nanoTime()));
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      reader.join(5_000);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }
}
