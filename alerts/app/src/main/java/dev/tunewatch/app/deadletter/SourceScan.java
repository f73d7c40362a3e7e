package dev.tunewatch.app.deadletter;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Looks at source topics before anything is written to them: an old record must not be put over a
 * newer one of its key. Each partition is read once, from the oldest place that is asked for.
 */
final class SourceScan implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;

  SourceScan(KafkaSettings kafka) {
    this.consumer = Clients.consumer(kafka, "dead-letters-source");
  }

  /** Place and key of a record. */
  record Place(TopicPartition partition, long offset, ByteBuffer key) {}

  /**
   * What stands under a key from a place on.
   *
   * @param original the record at that very place, null where it is compacted away
   * @param newest offset of the last record of the key at or after the place, -1 for none
   */
  record Standing(@Nullable ConsumerRecord<byte[], byte[]> original, long newest) {}

  Map<Place, Standing> look(Collection<Place> places) {
    Map<TopicPartition, List<Place>> byPartition = new HashMap<>();
    places.forEach(
        place -> byPartition.computeIfAbsent(place.partition(), p -> new ArrayList<>()).add(place));
    Map<Place, Standing> found = new HashMap<>();
    byPartition.forEach((partition, of) -> look(partition, of, found));
    return found;
  }

  /** The first offset of a partition whose record is of that time or later, else its end. */
  long offsetAt(TopicPartition partition, long millis) {
    Map<TopicPartition, @Nullable OffsetAndTimestamp> at =
        consumer.offsetsForTimes(Map.of(partition, millis));
    OffsetAndTimestamp first = at.get(partition);
    return first == null ? end(partition) : first.offset();
  }

  private void look(TopicPartition partition, List<Place> places, Map<Place, Standing> found) {
    Map<ByteBuffer, List<Place>> byKey = new HashMap<>();
    places.forEach(
        place -> {
          byKey.computeIfAbsent(place.key(), key -> new ArrayList<>()).add(place);
          found.put(place, new Standing(null, -1));
        });
    long begin =
        Objects.requireNonNull(consumer.beginningOffsets(List.of(partition)).get(partition));
    long first = places.stream().mapToLong(Place::offset).min().orElse(begin);
    long end = end(partition);
    consumer.assign(List.of(partition));
    consumer.seek(partition, Math.min(end, Math.max(begin, first)));
    Polls polls = new Polls(consumer, Map.of(partition, end));
    while (polls.hasNext()) {
      ConsumerRecord<byte[], byte[]> record = polls.next();
      if (record.key() == null) {
        continue;
      }
      for (Place place : byKey.getOrDefault(ByteBuffer.wrap(record.key()), List.of())) {
        if (record.offset() == place.offset()) {
          found.put(place, new Standing(record, record.offset()));
        } else if (record.offset() > place.offset()) {
          found.put(
              place,
              new Standing(Objects.requireNonNull(found.get(place)).original(), record.offset()));
        }
      }
    }
  }

  private long end(TopicPartition partition) {
    return Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
