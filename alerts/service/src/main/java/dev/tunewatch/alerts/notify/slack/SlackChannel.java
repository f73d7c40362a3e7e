package dev.tunewatch.alerts.notify.slack;

import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.notify.Channel;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.notify.Rendering;
import dev.tunewatch.alerts.notify.Setting;
import dev.tunewatch.alerts.notify.http.HttpSender;
import dev.tunewatch.alerts.notify.http.Post;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Slack's incoming webhooks, and what is compatible with them. */
public final class SlackChannel implements Channel {

  private static final String CONTENT_TYPE = "application/json";

  private final HttpSender http;
  private final Links links;

  /** Calls out through this sender, which somebody else closes. */
  public SlackChannel(HttpSender http, Links links) {
    this.http = http;
    this.links = links;
  }

  @Override
  public String name() {
    return "slack";
  }

  @Override
  public List<Setting> settings() {
    return List.of(SlackConfig.URL);
  }

  @Override
  public ChannelSettings accept(Map<String, String> given, RandomGenerator random) {
    SlackConfig config = new SlackConfig(SlackConfig.URL.required(given));
    http.check(config.url());
    return config.settings();
  }

  @Override
  public Rendering render(Message message) {
    return Rendering.of(
        CONTENT_TYPE,
        new String(SlackMessage.of(message.content(), links), StandardCharsets.UTF_8));
  }

  @Override
  public Outcome send(Message message) {
    SlackConfig config = SlackConfig.of(message.subscription().settings());
    byte[] body = SlackMessage.of(message.content(), links);
    return http.post(config.url(), new Post(CONTENT_TYPE, body, Map.of()));
  }
}
