package dev.tunewatch.alerts.notify.slack;

import dev.tunewatch.alerts.notify.Setting;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Secret;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Slack subscription says. The address of an incoming webhook is its only secret: whoever
 * has it can post.
 *
 * @param url all of it
 */
record SlackConfig(String url) {

  static final Setting URL = new Setting("url", "the address of the incoming webhook; kept secret");

  private static final Pattern PLACE = Pattern.compile("(?i)https?://[^/?#\\\\]+");

  static SlackConfig of(ChannelSettings settings) {
    return new SlackConfig(settings.secret(URL.name()).orElseThrow().reveal());
  }

  /** Shows where it goes, and not the rest. */
  ChannelSettings settings() {
    Matcher place = PLACE.matcher(url);
    return new ChannelSettings(
        Map.of(URL.name(), (place.lookingAt() ? place.group() : "") + "/…"),
        Map.of(URL.name(), new Secret(url)));
  }

  @Override
  public String toString() {
    return "SlackConfig[***]";
  }
}
