package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Digest;

/** The idempotency key of a message: the same over retries, restarts and a rebuilt outbox. */
final class MessageId {

  private MessageId() {}

  static String of(String subscriptionId, AlertId alert, int version) {
    return "msg_" + Digest.base32(subscriptionId + '\n' + alert + '\n' + version, 26);
  }

  /** Of a message of several, by the first that is in it: no two have the same. */
  static String ofBundle(String subscriptionId, String key, AlertId alert, int version) {
    return "msg_"
        + Digest.base32(
            subscriptionId + '\n' + "bundle" + '\n' + key + '\n' + alert + '\n' + version, 26);
  }

  /** Of a notice. */
  static String ofNotice(String subscriptionId, String about) {
    return "msg_" + Digest.base32(subscriptionId + '\n' + "notice" + '\n' + about, 26);
  }
}
