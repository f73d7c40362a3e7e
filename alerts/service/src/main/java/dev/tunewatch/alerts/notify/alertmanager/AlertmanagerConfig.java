package dev.tunewatch.alerts.notify.alertmanager;

import dev.tunewatch.alerts.notify.Setting;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import java.util.Map;
import java.util.Optional;

/**
 * What an Alertmanager subscription says.
 *
 * @param url of the Alertmanager, with its path prefix if it has one
 * @param token for a proxy in front that asks for {@code Authorization: Bearer}
 */
record AlertmanagerConfig(String url, Optional<Secret> token) {

  static final Setting URL = new Setting("url", "the address of the Alertmanager");
  static final Setting TOKEN =
      new Setting("token", "bearer token of a proxy in front; kept secret");

  private static final String API = "api/v2/alerts";

  static AlertmanagerConfig of(ChannelSettings settings) {
    return new AlertmanagerConfig(settings.text(URL.name()), settings.secret(TOKEN.name()));
  }

  static AlertmanagerConfig accept(Map<String, String> given) {
    String url = URL.required(given);
    if (url.indexOf('?') >= 0) {
      throw new SubscriptionRejected(URL.name(), "must not hold a query");
    }
    Optional<String> token = Optional.ofNullable(given.get(TOKEN.name()));
    if (token.filter(text -> !text.matches("[\\x21-\\x7E]{1,1000}")).isPresent()) {
      throw new SubscriptionRejected(TOKEN.name(), "has 1 to 1000 visible ASCII characters");
    }
    return new AlertmanagerConfig(url, token.map(Secret::new));
  }

  ChannelSettings settings() {
    return new ChannelSettings(
        Map.of(URL.name(), url), token.map(t -> Map.of(TOKEN.name(), t)).orElse(Map.of()));
  }

  /** Where alerts are posted. */
  String api() {
    return url.endsWith("/") ? url + API : url + "/" + API;
  }

  Map<String, String> headers() {
    return token.map(t -> Map.of("Authorization", "Bearer " + t.reveal())).orElse(Map.of());
  }
}
