package dev.tunewatch.topology;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which keys may have a row in a store, so that the store need not be asked for what is surely not
 * there: of a new release that is nearly everything. A filter of bits (Bloom 1970): it may say yes
 * of a key without a row, never no of one with a row. Until all rows of the store were read it says
 * yes of every key.
 *
 * @param <K> the store's keys
 */
final class Presence<K> {

  private static final Logger log = LoggerFactory.getLogger(Presence.class);

  private static final int HASHES = 4;

  private final ReadOnlyKeyValueStore<K, ?> store;
  private final Function<K, List<String>> namesOf;
  private final long[] words;
  private final int mask;

  /** Where the reading goes on; null before the first row. */
  private @Nullable K next;

  private boolean whole;
  private boolean givenUp;

  /**
   * Knows nothing yet.
   *
   * @param namesOf what stands in the filter for a key
   * @param bits a power of two, at least 64; some ten for each key leave one wrong yes in a hundred
   */
  Presence(ReadOnlyKeyValueStore<K, ?> store, Function<K, List<String>> namesOf, int bits) {
    this.store = store;
    this.namesOf = namesOf;
    this.words = new long[bits / Long.SIZE];
    this.mask = bits - 1;
  }

  /**
   * Reads on in the store; whoever writes in between must {@link #add}.
   *
   * @param most rows to read now
   * @return whether there is nothing more to read
   */
  boolean read(int most) {
    if (whole || givenUp) {
      return true;
    }
    try (KeyValueIterator<K, ?> rows = next == null ? store.all() : store.range(next, null)) {
      for (int i = 0; i <= most; i++) {
        if (!rows.hasNext()) {
          whole = true;
          return true;
        }
        KeyValue<K, ?> row = rows.next();
        namesOf.apply(row.key).forEach(this::add);
        next = row.key; // Read once more when it goes on, which does no harm.
      }
    } catch (SerializationException e) {
      // Whoever needs that row will say so; what is not read to its end denies nothing.
      log.warn("a row cannot be read, so its store is always asked", e);
      givenUp = true;
    }
    return givenUp;
  }

  /** Whether there may be a row. */
  boolean mayHave(String name) {
    if (!whole) {
      return true;
    }
    long hash = hash(name);
    for (int i = 0; i < HASHES; i++) {
      int bit = bit(hash, i);
      if ((words[bit >>> 6] & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Says that there is a row. */
  void add(String name) {
    long hash = hash(name);
    for (int i = 0; i < HASHES; i++) {
      int bit = bit(hash, i);
      words[bit >>> 6] |= 1L << bit;
    }
  }

  /** Two halves of one hash make any number of hashes (Kirsch and Mitzenmacher 2006). */
  private int bit(long hash, int i) {
    return ((int) hash + i * ((int) (hash >>> 32) | 1)) & mask;
  }

  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0x9e3779b97f4a7c15L;
    return hash ^ hash >>> 29;
  }
}
