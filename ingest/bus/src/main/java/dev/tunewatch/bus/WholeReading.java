package dev.tunewatch.bus;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Reads what is committed on a topic, from the beginning to what is the end when the reading
 * starts. The end is that of all that was written, committed or not: a writer that was killed
 * within a transaction leaves it open, and until its successor or the broker ends it, what others
 * committed behind it is hidden. A reader that stopped at what it can see would take an old row for
 * the last one.
 */
public final class WholeReading {

  private static final Duration POLL = Duration.ofMillis(200);

  private WholeReading() {}

  /**
   * Reads a topic, which must exist, to its end.
   *
   * @param patience how long nothing may come before the end; the broker ends an open transaction
   *     after 60 seconds and looks for such every 10
   * @return whether all was read, false if patience ran out
   */
  public static boolean of(
      KafkaSettings kafka,
      String clientId,
      String topic,
      Duration patience,
      Consumer<ConsumerRecord<byte[], byte[]>> reader)
      throws InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, clientId)) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return read(consumer, ends(kafka, partitions), patience, reader);
    } catch (InterruptException interrupted) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while reading to the end");
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** Where what was written to these partitions ends, committed, aborted or still open. */
  public static Map<TopicPartition, Long> ends(
      KafkaSettings kafka, Collection<TopicPartition> partitions) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    try (Admin admin = Clients.admin(kafka)) {
      return admin
          .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .all()
          .get()
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof KafkaException unavailable) {
        throw unavailable;
      }
      throw new KafkaException("the ends of partitions could not be read", failed);
    }
  }

  /** Whether a consumer has read to there. */
  public static boolean isAt(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static boolean read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Duration patience,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    long last = System.nanoTime();
    while (!isAt(consumer, ends)) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      records.forEach(reader);
      if (!records.isEmpty()) {
        last = System.nanoTime();
      } else if (System.nanoTime() - last > patience.toNanos()) {
        return isAt(consumer, ends);
      }
    }
    return true;
  }
}
