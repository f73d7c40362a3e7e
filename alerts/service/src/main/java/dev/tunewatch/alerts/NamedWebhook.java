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
    ChannelSettings settings = channel.accept(given, random);
    Subscription wanted =
        new SubscriptionDraft(
                name, channel.name(), settings, severityFloor, includeBacklog, Tlp.CLEAR)
            .create(random, clock.instant());
    if (present.isPresent()) {
      Subscription updated = wanted.withIdentityOf(present.get());
      subscriptions.replace(updated);
      return updated;
    }
    subscriptions.add(wanted);
    return wanted;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "NamedWebhook[" + name + "]";
  }
}
