package dev.tunewatch.alerts.deliver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages that are leased and not handed to a sender yet. Leasing many at a time saves a
 * transaction for every few; each subscription has its own row, so one that hangs holds up nobody
 * else, and what has lain too long is given back while its lease still holds. For one thread.
 */
final class Ahead {

  /** How many are leased at the most. */
  static final int MOST = 2_048;

  /** How many a claim leases at the most: while it lasts, nothing is recorded. */
  static final int CLAIM = 512;

  /** Of one subscription: one that hangs must leave room for claims of others. */
  static final int MOST_OF_ONE = MOST / 2 - 1;

  /** So many of one are enough not to claim more of it. */
  private static final int FULL = MOST_OF_ONE - CLAIM;

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int FAILURES = Circuit.TRIPS;

  private final Map<String, Deque<Held>> rows = new LinkedHashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private int size;

  void add(Message message) {
    rows.computeIfAbsent(message.subscription().id(), id -> new ArrayDeque<>())
        .addLast(new Held(message, System.nanoTime()));
    size++;
  }

  int size() {
    return size;
  }

  /** Subscriptions that have enough. */
  Set<String> full() {
    Set<String> full = new HashSet<>();
    rows.forEach(
        (id, row) -> {
          if (row.size() > FULL) {
            full.add(id);
          }
        });
    return full;
  }

  /** How many lie ahead of each subscription. */
  Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new HashMap<>();
    rows.forEach((id, row) -> sizes.put(id, row.size()));
    return sizes;
  }

  /** The next of a subscription that may have another sender; these take turns. */
  Optional<Message> next(Set<String> busy) {
    Iterator<Map.Entry<String, Deque<Held>>> all = rows.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, Deque<Held>> row = all.next();
      if (!busy.contains(row.getKey()) && !failing(row.getKey())) {
        all.remove();
        Message message = row.getValue().removeFirst().message;
        size--;
        if (!row.getValue().isEmpty()) {
          rows.put(row.getKey(), row.getValue()); // Behind the others.
        }
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  /** Notes how an attempt ended: behind so many failures in a row nothing should follow. */
  void ended(String subscription, boolean delivered) {
    if (delivered) {
      failures.remove(subscription);
    } else {
      failures.merge(subscription, 1, Integer::sum);
    }
  }

  /** Takes out what should be given back: it has lain too long, or its endpoint fails. */
  List<Message> stale() {
    List<Message> stale = new ArrayList<>();
    long oldest = System.nanoTime() - LONGEST.toNanos();
    Iterator<Map.Entry<String, Deque<Held>>> all = rows.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, Deque<Held>> row = all.next();
      boolean failing = failing(row.getKey());
      Deque<Held> held = row.getValue();
      while (!held.isEmpty() && (failing || held.peekFirst().since < oldest)) {
        stale.add(held.removeFirst().message);
        size--;
      }
      if (held.isEmpty()) {
        all.remove();
      }
    }
    // From here on the circuit in the store says when there is another try.
    failures.values().removeIf(count -> count >= FAILURES);
    return stale;
  }

  private boolean failing(String subscription) {
    return failures.getOrDefault(subscription, 0) >= FAILURES;
  }

  private static final class Held {
    private final Message message;
    private final long since;

    Held(Message message, long since) {
      this.message = message;
      this.since = since;
    }
  }
}
