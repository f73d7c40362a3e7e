package dev.tunewatch.alerts.notify;

import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Notifier;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One way to tell a subscriber. It knows its own settings, renders and sends one message and says
 * what happened; when, to whom and how often is decided elsewhere. One instance serves all
 * subscriptions and many threads.
 */
public interface Channel extends Notifier, AutoCloseable {

  /** The name in subscriptions and in metric labels; lower case, for ever. */
  String name();

  /** The settings of a subscription, as API and command line name them. */
  List<Setting> settings();

  /**
   * Turns what somebody asked for into settings that this channel can work with. What is secret is
   * put where nobody is shown it; what the channel makes itself, such as a key, is added.
   *
   * @param given by name, of {@link #settings()} only
   * @throws dev.tunewatch.alerts.subscription.SubscriptionRejected naming the setting that is wrong
   */
  ChannelSettings accept(Map<String, String> given, RandomGenerator random);

  /** Whether one message of it can carry several alerts, or a notice about no alert. */
  default boolean carriesLists() {
    return true;
  }

  /** What would be sent, as a person may look at it: no secret is part of it. */
  Rendering render(Message message);

  /**
   * Settings with a new key, which also keep the old one in force for a while.
   *
   * @param wanted the new key, generated where empty
   * @return empty where the channel signs nothing
   */
  default Optional<ChannelSettings> rotated(
      ChannelSettings settings, Optional<String> wanted, RandomGenerator random, Instant now) {
    return Optional.empty();
  }

  /** Breaks off what is under way. */
  @Override
  default void close() {}
}
