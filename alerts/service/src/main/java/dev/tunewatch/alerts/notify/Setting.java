package dev.tunewatch.alerts.notify;

import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import java.util.Map;

/**
 * One setting of a channel.
 *
 * @param name as in JSON
 * @param description what it is, for people
 */
public record Setting(String name, String description) {

  /** The most characters that any setting may have. */
  public static final int MOST = 2_000;

  /**
   * Its value among those given.
   *
   * @throws SubscriptionRejected if it is missing or too long
   */
  public String required(Map<String, String> given) {
    String value = given.get(name);
    if (value == null) {
      throw new SubscriptionRejected(name, "is missing");
    }
    if (value.isBlank() || value.length() > MOST) {
      throw new SubscriptionRejected(name, "has 1 to " + MOST + " characters");
    }
    return value;
  }
}
