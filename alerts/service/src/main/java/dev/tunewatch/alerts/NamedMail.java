package dev.tunewatch.alerts;

import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.notify.Channel;
import dev.tunewatch.alerts.notify.Channels;
import dev.tunewatch.alerts.notify.email.EmailChannel;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.alerts.subscription.Subscriptions;
import dev.tunewatch.assessments.Severity;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * An e-mail address that a command line names: made on the first start, brought up to date later.
 */
record NamedMail(String name, String to, Severity severityFloor, boolean includeBacklog) {

  Subscription ensure(
      Subscriptions subscriptions, Channels channels, RandomGenerator random, Clock clock) {
    Channel channel = channels.find(EmailChannel.NAME).orElseThrow();
    Subscription wanted =
        new SubscriptionDraft(
                name,
                channel.name(),
                channel.accept(Map.of("to", to), random),
                severityFloor,
                includeBacklog,
                Tlp.CLEAR)
            .create(random, clock.instant());
    Optional<Subscription> present =
        subscriptions.findByName(name).filter(s -> s.channel().equals(channel.name()));
    return subscriptions.put(wanted, present);
  }

  /** Without the address. */
  @Override
  public String toString() {
    return "NamedMail[" + name + "]";
  }
}
