package dev.tunewatch.alerts.notify.webhook;

import dev.tunewatch.alerts.notify.Setting;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a webhook subscription says.
 *
 * @param url where to
 * @param secret what signs
 * @param previous what signed before the last rotation
 * @param previousUntil until when it signs as well
 */
record WebhookConfig(
    String url,
    WebhookSecret secret,
    Optional<WebhookSecret> previous,
    Optional<Instant> previousUntil) {

  /** How long a receiver has to learn the new secret. */
  static final Duration OVERLAP = Duration.ofHours(24);

  static final Setting URL = new Setting("url", "the https address to post to");
  static final Setting SECRET = new Setting("secret", "whsec_…, 24 to 64 bytes; else one is made");

  private static final String PREVIOUS = "previousSecret";
  private static final String UNTIL = "previousSecretUntil";

  static WebhookConfig of(ChannelSettings settings) {
    return new WebhookConfig(
        settings.text(URL.name()),
        settings
            .secret(SECRET.name())
            .map(secret -> WebhookSecret.parse(secret.reveal()))
            .orElseThrow(),
        settings.secret(PREVIOUS).map(secret -> WebhookSecret.parse(secret.reveal())),
        settings.find(UNTIL).map(Instant::parse));
  }

  static WebhookConfig accept(Map<String, String> given, RandomGenerator random) {
    return new WebhookConfig(
        URL.required(given),
        key(Optional.ofNullable(given.get(SECRET.name())), random),
        Optional.empty(),
        Optional.empty());
  }

  /** With another secret; the one before it signs on for a day, the one before that no more. */
  WebhookConfig rotated(Optional<String> wanted, RandomGenerator random, Instant now) {
    WebhookSecret next = key(wanted, random);
    if (next.equals(secret)) {
      throw new SubscriptionRejected(SECRET.name(), "is the one that signs already");
    }
    return new WebhookConfig(url, next, Optional.of(secret), Optional.of(now.plus(OVERLAP)));
  }

  /** What signs a message now, the newest first. */
  List<WebhookSecret> signing(Instant now) {
    List<WebhookSecret> secrets = new ArrayList<>(List.of(secret));
    if (previousUntil.isPresent() && now.isBefore(previousUntil.get())) {
      previous.ifPresent(secrets::add);
    }
    return secrets;
  }

  ChannelSettings settings() {
    Map<String, String> shown = new HashMap<>(Map.of(URL.name(), url));
    Map<String, Secret> secrets = new HashMap<>();
    secrets.put(SECRET.name(), new Secret(secret.reveal()));
    previous.ifPresent(old -> secrets.put(PREVIOUS, new Secret(old.reveal())));
    previousUntil.ifPresent(until -> shown.put(UNTIL, until.toString()));
    return new ChannelSettings(shown, secrets);
  }

  private static WebhookSecret key(Optional<String> wanted, RandomGenerator random) {
    if (wanted.isEmpty()) {
      return WebhookSecret.random(random);
    }
    try {
      return WebhookSecret.parse(wanted.get());
    } catch (IllegalArgumentException refused) {
      throw new SubscriptionRejected(SECRET.name(), "is refused: " + refused.getMessage());
    }
  }
}
