package dev.tunewatch.alerts.deliver;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How much a process takes of what is being accepted in one transaction. For one thread. */
public final class Room {

  /** Nothing. */
  public static final Room NONE = new Room("", Instant.EPOCH, 0, 0, Map.of());

  private final String owner;
  private final Instant until;
  private final int each;
  private final Map<String, Integer> bySubscription;
  private int left;

  /**
   * Begins to count.
   *
   * @param owner who leases
   * @param until when the leases end
   * @param left messages that may be leased
   * @param each how many of one subscription may lie ahead
   * @param bySubscription how many of them do
   */
  public Room(
      String owner, Instant until, int left, int each, Map<String, Integer> bySubscription) {
    this.owner = owner;
    this.until = until;
    this.left = left;
    this.each = each;
    this.bySubscription = new HashMap<>(bySubscription);
  }

  /** Who leases. */
  public String owner() {
    return owner;
  }

  /** When the leases end. */
  public Instant until() {
    return until;
  }

  /** Takes a place for a message of this subscription, where there is one. */
  boolean take(String subscription) {
    int had = bySubscription.getOrDefault(subscription, 0);
    if (left <= 0 || had >= each) {
      return false;
    }
    left--;
    bySubscription.put(subscription, had + 1);
    return true;
  }
}
