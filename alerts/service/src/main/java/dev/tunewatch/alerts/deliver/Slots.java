package dev.tunewatch.alerts.deliver;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which subscriptions have how many senders; none gets all of them. Not for several threads. */
final class Slots {

  private static final int PER_SUBSCRIPTION = 16;

  private final Map<String, Integer> bySubscription = new HashMap<>();
  private final Set<String> busy = new HashSet<>();
  private int taken;

  /** How many of all. */
  int taken() {
    return taken;
  }

  /** Subscriptions that have as many as they may. */
  Set<String> busy() {
    return busy;
  }

  void take(String subscription) {
    taken++;
    if (bySubscription.merge(subscription, 1, Integer::sum) >= PER_SUBSCRIPTION) {
      busy.add(subscription);
    }
  }

  void free(String subscription) {
    taken--;
    busy.remove(subscription);
    bySubscription.computeIfPresent(subscription, (id, count) -> count > 1 ? count - 1 : null);
  }
}
