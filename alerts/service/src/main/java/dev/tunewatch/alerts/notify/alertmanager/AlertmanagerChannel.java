package dev.tunewatch.alerts.notify.alertmanager;

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

/** Prometheus Alertmanager, {@code POST /api/v2/alerts}. */
public final class AlertmanagerChannel implements Channel {

  private static final String CONTENT_TYPE = "application/json";

  private final HttpSender http;
  private final Links links;

  /** Calls out through this sender, which somebody else closes. */
  public AlertmanagerChannel(HttpSender http, Links links) {
    this.http = http;
    this.links = links;
  }

  @Override
  public String name() {
    return "alertmanager";
  }

  @Override
  public List<Setting> settings() {
    return List.of(AlertmanagerConfig.URL, AlertmanagerConfig.TOKEN);
  }

  @Override
  public ChannelSettings accept(Map<String, String> given, RandomGenerator random) {
    AlertmanagerConfig config = AlertmanagerConfig.accept(given);
    http.check(config.url());
    return config.settings();
  }

  /** It groups by itself, and knows nothing but alerts. */
  @Override
  public boolean carriesLists() {
    return false;
  }

  @Override
  public Rendering render(Message message) {
    return Rendering.of(
        CONTENT_TYPE, new String(AlertmanagerBody.of(message, links), StandardCharsets.UTF_8));
  }

  @Override
  public Outcome send(Message message) {
    AlertmanagerConfig config = AlertmanagerConfig.of(message.subscription().settings());
    byte[] body = AlertmanagerBody.of(message, links);
    return http.post(config.api(), new Post(CONTENT_TYPE, body, config.headers()));
  }
}
