package dev.tunewatch.topology;

import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.topology.inspect.NextParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Tells a record of {@code releases.v1} which part of its release stands behind it in the same
 * batch, in two headers that never leave this process. What stands behind it in the log will be
 * processed whatever happens in between, so the earlier record may leave the inspection to it;
 * {@link #isCertain} holds the one exception. Kafka makes it by its name.
 */
public final class NextPart implements ConsumerInterceptor<byte[], byte[]> {

  private static final String KEY = "tunewatch-next-key";
  private static final String VALUE = "tunewatch-next-value";

  /**
   * The record that follows.
   *
   * @param value as it will come, not to be written to
   */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Following(Bytes key, byte[] value) {

    /**
     * Whether the record will reach inspection. Some versions of Kafka Streams hand on no record
     * that repeats the stored value of its key (KIP-557); 4.3 does, but nothing promises it.
     *
     * @param stored what stands under its key now; nothing can change it before the record comes
     */
    boolean isCertain(byte @Nullable [] stored) {
      return !Arrays.equals(stored, value);
    }
  }

  /** Takes what was told out of the headers, or null. */
  static @Nullable Following take(Headers headers) {
    Header key = headers.lastHeader(KEY);
    Header value = headers.lastHeader(VALUE);
    if (key == null || value == null) {
      return null;
    }
    headers.remove(KEY);
    headers.remove(VALUE);
    return new Following(Bytes.wrap(key.value()), value.value());
  }

  /** Writes it, in the place of what somebody else may have written under these names. */
  static void tell(Headers headers, byte[] key, byte[] value) {
    headers.add(new RecordHeader(KEY, key));
    headers.add(new RecordHeader(VALUE, value));
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> batch) {
    for (TopicPartition partition : batch.partitions()) {
      if (partition.topic().endsWith(IngestTopics.RELEASES.name())) {
        tell(batch.records(partition));
      }
    }
    return batch;
  }

  private static void tell(List<ConsumerRecord<byte[], byte[]>> records) {
    List<byte @Nullable []> keys = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      record.headers().remove(KEY).remove(VALUE); // Nobody else has a say in this.
      keys.add(record.value() == null ? null : record.key());
    }
    int[] next = NextParts.of(keys);
    for (int i = 0; i < next.length; i++) {
      if (next[i] != NextParts.NONE) {
        ConsumerRecord<byte[], byte[]> following = records.get(next[i]);
        tell(records.get(i).headers(), following.key(), following.value());
      }
    }
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> configuration) {}
}
