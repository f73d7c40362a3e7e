package dev.tunewatch.alerts;

import dev.tunewatch.alerts.notify.Channels;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.notify.alertmanager.AlertmanagerChannel;
import dev.tunewatch.alerts.notify.email.EmailChannel;
import dev.tunewatch.alerts.notify.email.SmtpConfig;
import dev.tunewatch.alerts.notify.http.HttpSender;
import dev.tunewatch.alerts.notify.slack.SlackChannel;
import dev.tunewatch.alerts.notify.webhook.WebhookChannel;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The one list of channels that a subscription can name: a new channel is a line here. */
final class ChannelRegistry {

  private ChannelRegistry() {}

  static Channels of(HttpSender http, Links links, Optional<SmtpConfig> smtp, Clock clock) {
    return new Channels(
        List.of(
            new WebhookChannel(http, clock),
            new SlackChannel(http, links),
            new AlertmanagerChannel(http, links),
            new EmailChannel(smtp, links)));
  }
}
