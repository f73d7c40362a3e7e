package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.subscription.Subscription;

/** The key of a version that goes by itself, however often and why ever it goes. */
public final class VersionMessages {

  private VersionMessages() {}

  /** The idempotency key. */
  public static String id(Subscription to, Alert alert) {
    return MessageId.of(to.id(), alert.id(), alert.version());
  }
}
