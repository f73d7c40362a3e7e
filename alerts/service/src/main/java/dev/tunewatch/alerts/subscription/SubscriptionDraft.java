package dev.tunewatch.alerts.subscription;

import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.assessments.Severity;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * A wish for a subscription, checked for its form; the settings were checked by the channel.
 *
 * @param name for people, 1 to 100 characters
 * @param channel a name of the channel registry
 * @param settings as the channel accepted them
 * @param severityFloor nothing less severe is told
 * @param includeBacklog whether old news is told, too
 * @param tlp the widest restriction that it may see
 */
public record SubscriptionDraft(
    String name,
    String channel,
    ChannelSettings settings,
    Severity severityFloor,
    boolean includeBacklog,
    Tlp tlp) {

  private static final int MAX_NAME = 100;
  private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  /** Refuses with the field that is wrong. */
  public SubscriptionDraft {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new SubscriptionRejected("name", "has 1 to " + MAX_NAME + " characters");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new SubscriptionRejected("name", "has no control characters");
    }
  }

  /** The subscription, with a random id. */
  public Subscription create(RandomGenerator random, Instant now) {
    StringBuilder id = new StringBuilder("sub_");
    random.ints(20, 0, ID_ALPHABET.length()).forEach(i -> id.append(ID_ALPHABET.charAt(i)));
    return new Subscription(
        id.toString(),
        name,
        channel,
        settings,
        severityFloor,
        Subscription.IMMEDIATE,
        includeBacklog,
        tlp,
        Subscription.ACTIVE,
        now);
  }
}
