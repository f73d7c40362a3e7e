package dev.tunewatch.alerts.notify.webhook;

import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.notify.Channel;
import dev.tunewatch.alerts.notify.Rendering;
import dev.tunewatch.alerts.notify.Setting;
import dev.tunewatch.alerts.notify.http.HttpSender;
import dev.tunewatch.alerts.notify.http.Post;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Standard Webhooks 1.0: signed, with two signatures while a secret is being changed. */
public final class WebhookChannel implements Channel {

  /** Its name in subscriptions. */
  public static final String NAME = "webhook";

  private final HttpSender http;
  private final Clock clock;

  /** Calls out through this sender, which somebody else closes. */
  public WebhookChannel(HttpSender http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Setting> settings() {
    return List.of(WebhookConfig.URL, WebhookConfig.SECRET);
  }

  @Override
  public ChannelSettings accept(Map<String, String> given, RandomGenerator random) {
    WebhookConfig config = WebhookConfig.accept(given, random);
    http.check(config.url());
    return config.settings();
  }

  @Override
  public Optional<ChannelSettings> rotated(
      ChannelSettings settings, Optional<String> wanted, RandomGenerator random, Instant now) {
    return Optional.of(WebhookConfig.of(settings).rotated(wanted, random, now).settings());
  }

  @Override
  public Rendering render(Message message) {
    return Rendering.of(
        WebhookBody.CONTENT_TYPE, new String(WebhookBody.of(message), StandardCharsets.UTF_8));
  }

  @Override
  public Outcome send(Message message) {
    WebhookConfig config = WebhookConfig.of(message.subscription().settings());
    Instant now = clock.instant();
    byte[] body = WebhookBody.of(message);
    String signatures =
        config.signing(now).stream()
            .map(secret -> WebhookSignature.of(secret, message.messageId(), now, body))
            .collect(Collectors.joining(" "));
    Map<String, String> headers =
        Map.of(
            "webhook-id", message.messageId(),
            "webhook-timestamp", Long.toString(now.getEpochSecond()),
            "webhook-signature", signatures);
    return http.post(config.url(), new Post(WebhookBody.CONTENT_TYPE, body, headers));
  }
}
