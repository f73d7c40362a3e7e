package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.access.Caller;
import dev.tunewatch.alerts.access.SubscriptionOwners;
import dev.tunewatch.alerts.subscription.Interest;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
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

  /**
   * A wish for a subscription within what its maker may see: bound to his hub, under his name.
   *
   * @throws Refused if it would see or be more than its maker
   */
  SubscriptionDraft within(Caller caller, SubscriptionDraft wanted) {
    Interest interest = wanted.interest();
    if (!caller.scope().tlp().covers(interest.tlp())) {
      throw new Refused(403, "this token is cleared for TLP:" + caller.scope().tlp(), "tlp");
    }
    String hub = caller.scope().hub();
    if (hub != null && !interest.hub().isEmpty() && !interest.hub().equals(hub)) {
      throw new Refused(403, "this token is bound to the hub " + hub, "hub");
    }
    if (caller.isStaff() && hub == null) {
      return wanted;
    }
    return new SubscriptionDraft(
        wanted.name(),
        caller.isStaff() ? wanted.owner() : caller.name(),
        wanted.channel(),
        wanted.settings(),
        new Interest(
            interest.severityFloor(),
            interest.filter(),
            hub == null ? interest.hub() : hub,
            interest.includeBacklog(),
            interest.tlp()),
        wanted.pace());
  }

  /** Refuses one subscription too many. */
  void checkNumber(Caller caller) {
    if (!caller.isStaff() && owners.ownedBy(caller.id()).size() >= MOST_OWNED) {
      throw new Refused(409, "a token has at most " + MOST_OWNED + " subscriptions");
    }
  }

  void made(Caller caller, String subscriptionId) {
    owners.own(subscriptionId, caller.id());
  }
}
