package dev.tunewatch.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a topic promises, without the prefix that an installation chooses. Declared by the module
 * that owns the topic's contract; nobody writes a topic's name twice.
 *
 * @param name for example {@code releases.v1}
 * @param key what the record key is, for people
 * @param value what the record value is, for people
 * @param cleanUp what the broker forgets
 * @param minCompactionLag how long every revision is kept before compaction; null for the default
 * @param retention how long records live on a topic that deletes; null on a compacted one
 * @param spread whether it has the installation's number of partitions or a single one
 */
public record TopicSpec(
    String name,
    String key,
    String value,
    CleanUp cleanUp,
    @Nullable Duration minCompactionLag,
    @Nullable Duration retention,
    Spread spread) {

  public TopicSpec {
    if ((cleanUp == CleanUp.DELETE) != (retention != null)) {
      throw new IllegalArgumentException(name + ": a topic that deletes, and only that, retains");
    }
  }

  /** A topic that keeps the last value of each key. */
  public static TopicSpec compacted(String name, String key, String value, Spread spread) {
    return new TopicSpec(name, key, value, CleanUp.COMPACT, null, null, spread);
  }

  /** The same, keeping every revision at least this long. */
  public TopicSpec withMinCompactionLag(Duration lag) {
    return new TopicSpec(name, key, value, cleanUp, lag, retention, spread);
  }

  /** What the broker forgets. */
  public enum CleanUp {
    /** All but the last value of each key. */
    COMPACT,
    /** Everything older than the retention, by the time of appending. */
    DELETE
  }

  /** How a topic is partitioned; fixed at birth. */
  public enum Spread {
    /** As many partitions as the installation has. */
    PARTITIONED,
    /** One partition: few keys, read whole. */
    SINGLE
  }
}
