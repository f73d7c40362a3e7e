package dev.tunewatch.alerts.access;

import java.util.Set;

/** Which token made which subscription. */
public interface SubscriptionOwners {

  /** Ids of the subscriptions that this token made. */
  Set<String> ownedBy(String tokenId);

  /** Notes whose a subscription is. */
  void own(String subscriptionId, String tokenId);
}
