package dev.tunewatch.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Lets a cluster speak once a second at the most: the first change at once, what comes within the
 * second together when it is over. Who waits is kept in a store, so a crash forgets nobody; what is
 * said last does not depend on the clock.
 */
final class Emission {

  /** Milliseconds between two assessments of one cluster. */
  static final long INTERVAL = 1_000;

  private final KeyValueStore<String, String> store;
  private final StreamsMetrics metrics;

  /** When each may speak; the store, in memory. */
  private final Map<String, Long> due = new TreeMap<>();

  /**
   * Takes up who waited before.
   *
   * @param store cluster to what caused the change
   * @param now of the machine's clock; whoever waited when the process ended may speak now
   */
  Emission(KeyValueStore<String, String> store, StreamsMetrics metrics, long now) {
    this.store = store;
    this.metrics = metrics;
    try (KeyValueIterator<String, String> rows = store.all()) {
      while (rows.hasNext()) {
        due.put(rows.next().key, now);
      }
    }
    metrics.waiting(due.size());
  }

  /** Whether a cluster may speak now; else it waits. */
  boolean mayNow(String cluster, String cause, long emittedAt, long now) {
    // A clock that was set back must not silence anybody for longer.
    boolean early = now >= emittedAt && now - emittedAt < INTERVAL;
    if (!early && !due.containsKey(cluster)) {
      return true;
    }
    store.put(cluster, cause);
    if (due.putIfAbsent(cluster, Math.min(emittedAt, now) + INTERVAL) == null) {
      metrics.waiting(1);
    }
    return false;
  }

  /** Those whose second is over, with what caused their change; they wait no more. */
  List<KeyValue<String, String>> over(long now) {
    List<KeyValue<String, String>> over = new ArrayList<>();
    due.forEach(
        (cluster, at) -> {
          if (at <= now || at - now > INTERVAL) {
            over.add(KeyValue.pair(cluster, store.get(cluster)));
          }
        });
    for (KeyValue<String, String> each : over) {
      due.remove(each.key);
      store.delete(each.key);
    }
    if (!over.isEmpty()) {
      metrics.spoke();
      metrics.waiting(-over.size());
    }
    return over;
  }

  /** Nobody waits here any more: the task moves away, and its store with it. */
  void close() {
    metrics.waiting(-due.size());
    due.clear();
  }
}
