package dev.tunewatch.alerts;

import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.notify.Channel;
import dev.tunewatch.alerts.notify.Channels;
import dev.tunewatch.alerts.notify.webhook.WebhookChannel;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.alerts.subscription.Subscriptions;
import dev.tunewatch.assessments.Severity;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that a command line names: made on the first start, brought up to date on later ones.
 */
record NamedWebhook(
    String name,
    String url,
    @Nullable String secret,
    Severity severityFloor,
    boolean includeBacklog) {

  /** Keeps the secret that it has where none is given. */
  Subscription ensure(
      Subscriptions subscriptions, Channels channels, RandomGenerator random, Clock clock) {
    Optional<Subscription> present =
        subscriptions.findByName(name).filter(s -> s.channel().equals(WebhookChannel.NAME));
    Map<String, String> given = new HashMap<>(Map.of("url", url));
    Optional.ofNullable(secret)
        .or(() -> present.flatMap(s -> s.settings().secret("secret")).map(Secret::reveal))
        .ifPresent(key -> given.put("secret", key));
    Channel channel = channels.find(WebhookChannel.NAME).orElseThrow();
    ChannelSettings accepted = channel.accept(given, random);
    ChannelSettings settings =
        present.map(s -> goneOn(channel, s.settings(), accepted, random, clock)).orElse(accepted);
    Subscription wanted =
        new SubscriptionDraft(
                name, channel.name(), settings, severityFloor, includeBacklog, Tlp.CLEAR)
            .create(random, clock.instant());
    return subscriptions.put(wanted, present);
  }

  /** A rotation that is under way goes on, and another key is rotated to like any other. */
  private static ChannelSettings goneOn(
      Channel channel,
      ChannelSettings had,
      ChannelSettings accepted,
      RandomGenerator random,
      Clock clock) {
    Optional<String> key = accepted.secret("secret").map(Secret::reveal);
    boolean same = key.equals(had.secret("secret").map(Secret::reveal));
    ChannelSettings kept =
        same ? had : channel.rotated(had, key, random, clock.instant()).orElse(accepted);
    Map<String, String> shown = new HashMap<>(kept.shown());
    shown.putAll(accepted.shown());
    return new ChannelSettings(shown, kept.secrets());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "NamedWebhook[" + name + "]";
  }
}
