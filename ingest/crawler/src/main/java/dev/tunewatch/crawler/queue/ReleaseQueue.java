package dev.tunewatch.crawler.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The release log, read in order from positions that the reader keeps itself. */
public interface ReleaseQueue extends AutoCloseable {

  /** Starts at these offsets; partitions that are not named start at their beginning. */
  void open(Map<Integer, Long> positions);

  /** Committed entries, those of a partition in its order; none if none came in that time. */
  List<Entry> poll(Duration timeout);

  /** The next offset to read of each partition. */
  Map<Integer, Long> positions();

  /**
   * The end of what is written now, of each partition, also where its transaction is not yet seen
   * to be committed.
   */
  Map<Integer, Long> ends();

  /** Bounded in time. */
  @Override
  void close();

  /**
   * One record.
   *
   * @param partition of the log
   * @param offset in it
   * @param key {@code hub:owner/name#part}
   * @param value encoded part, empty for a deletion
   */
  record Entry(int partition, long offset, String key, byte[] value) {}
}
