package dev.tunewatch.topology;

import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a store in which most keys that are asked for have none.
 *
 * @param <V> a row
 */
final class Rows<V> {

  private final KeyValueStore<String, V> store;
  private final Presence<String> presence;

  /**
   * Rows of a store.
   *
   * @param bits for {@link Presence}
   */
  Rows(KeyValueStore<String, V> store, int bits) {
    this.store = store;
    this.presence = new Presence<>(store, List::of, bits);
  }

  /** What says which keys have a row; it must read the store. */
  Presence<String> presence() {
    return presence;
  }

  /** Whether the store must be asked. */
  boolean mayHave(String key) {
    return presence.mayHave(key);
  }

  @Nullable V get(String key) {
    return presence.mayHave(key) ? stored(key) : null;
  }

  /** What the store says; for whoever has asked {@link #mayHave}. */
  @Nullable V stored(String key) {
    return store.get(key);
  }

  void put(String key, V row) {
    presence.add(key);
    store.put(key, row);
  }

  void delete(String key) {
    store.delete(key);
  }
}
