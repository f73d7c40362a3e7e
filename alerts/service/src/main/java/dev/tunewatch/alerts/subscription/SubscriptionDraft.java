package dev.tunewatch.alerts.subscription;

import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.assessments.Severity;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * A wish for a subscription, checked for its form; the settings were checked by the channel.
 *
 * @param name for people, 1 to 100 characters
 * @param owner who answers for it, 1 to 100 characters
 * @param channel a name of the channel registry
 * @param settings as the channel accepted them
 * @param interest what it wants to hear of
 * @param pace when and in how many messages
 */
public record SubscriptionDraft(
    String name,
    String owner,
    String channel,
    ChannelSettings settings,
    Interest interest,
    Pace pace) {

  /** Who answers for what an administrator made. */
  public static final String ADMIN = "admin";

  private static final int MAX_NAME = 100;
  private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  /** Refuses with the field that is wrong. */
  public SubscriptionDraft {
    check("name", name);
    check("owner", owner);
    var unused = interest.compiled();
  }

  /** An immediate, ungrouped one of an administrator. */
  public SubscriptionDraft(
      String name,
      String channel,
      ChannelSettings settings,
      Severity severityFloor,
      boolean includeBacklog,
      Tlp tlp) {
    this(
        name,
        ADMIN,
        channel,
        settings,
        Interest.from(severityFloor, includeBacklog, tlp),
        Pace.IMMEDIATE);
  }

  /** The subscription, with a random id. */
  public Subscription create(RandomGenerator random, Instant now) {
    return new Subscription(
        randomId("sub_", random),
        name,
        owner,
        channel,
        settings,
        interest,
        pace,
        Subscription.ACTIVE,
        null,
        now);
  }

  static String randomId(String prefix, RandomGenerator random) {
    StringBuilder id = new StringBuilder(prefix);
    random.ints(20, 0, ID_ALPHABET.length()).forEach(i -> id.append(ID_ALPHABET.charAt(i)));
    return id.toString();
  }

  static void check(String field, String text) {
    if (text.isBlank() || text.length() > MAX_NAME) {
      throw new SubscriptionRejected(field, "has 1 to " + MAX_NAME + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new SubscriptionRejected(field, "has no control characters");
    }
  }
}
