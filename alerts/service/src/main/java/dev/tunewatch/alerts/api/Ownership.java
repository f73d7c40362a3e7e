package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.access.Caller;
import dev.tunewatch.alerts.access.SubscriptionOwners;
import dev.tunewatch.alerts.alert.Tlp;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Whose subscriptions are whose: a subscriber has his own, people here see all. */
final class Ownership {

  /** Subscriptions of one token. */
  static final int MOST_OWNED = 50;

  private final SubscriptionOwners owners;

  Ownership(SubscriptionOwners owners) {
    this.owners = owners;
  }

  boolean admits(Caller caller, String subscriptionId) {
    return caller.isStaff() || owners.ownedBy(caller.id()).contains(subscriptionId);
  }

  /** Of these only what he may see. */
  <T> List<T> only(Caller caller, Collection<T> all, Function<T, String> subscriptionId) {
    if (caller.isStaff()) {
      return List.copyOf(all);
    }
    Set<String> own = owners.ownedBy(caller.id());
    return all.stream().filter(one -> own.contains(subscriptionId.apply(one))).toList();
  }

  /** Refuses a subscription that would see or be more than its maker. */
  void checkMaking(Caller caller, Tlp wanted) {
    if (!caller.scope().tlp().covers(wanted)) {
      throw new Refused(403, "this token is cleared for TLP:" + caller.scope().tlp(), "tlp");
    }
    if (caller.scope().hub() != null) {
      throw new Refused(403, "an administrator makes the subscription of a hub's operator");
    }
    if (!caller.isStaff() && owners.ownedBy(caller.id()).size() >= MOST_OWNED) {
      throw new Refused(409, "a token has at most " + MOST_OWNED + " subscriptions");
    }
  }

  void made(Caller caller, String subscriptionId) {
    owners.own(subscriptionId, caller.id());
  }
}
