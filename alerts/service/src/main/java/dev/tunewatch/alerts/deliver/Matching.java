package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.subscription.Subscription;
import java.util.List;
import java.util.Set;

/**
 * The first stage: who is to be told of a version. Whoever was told of an alert is told all of its
 * later versions, also one that would not have matched by itself: a retraction or a lower severity
 * must reach everybody who acted on the first word.
 */
final class Matching {

  private Matching() {}

  /**
   * Chooses among the subscriptions.
   *
   * @param told ids of the subscriptions that have an earlier version in their outbox
   */
  static List<Subscription> recipients(
      Alert alert, List<Subscription> subscriptions, Set<String> told) {
    return subscriptions.stream()
        .filter(Subscription::isActive)
        .filter(s -> told.contains(s.id()) || s.wants(alert))
        .toList();
  }
}
