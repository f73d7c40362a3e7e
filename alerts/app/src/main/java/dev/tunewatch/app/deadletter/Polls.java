package dev.tunewatch.app.deadletter;

import dev.tunewatch.bus.KafkaUnavailable;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Records up to given ends, one poll's worth in memory at a time. */
final class Polls implements Iterator<ConsumerRecord<byte[], byte[]>> {

  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;
  private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();

  Polls(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.ends = ends;
  }

  @Override
  public boolean hasNext() {
    long deadline = System.nanoTime() + SILENCE.toNanos();
    while (!polled.hasNext()) {
      if (ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        return false;
      }
      polled = consumer.poll(Duration.ofMillis(100)).iterator();
      if (System.nanoTime() - deadline > 0) {
        throw new KafkaUnavailable("Kafka gave nothing for " + SILENCE, null);
      }
    }
    return true;
  }

  @Override
  public ConsumerRecord<byte[], byte[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return polled.next();
  }
}
