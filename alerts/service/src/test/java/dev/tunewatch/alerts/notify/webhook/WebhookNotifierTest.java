package dev.tunewatch.alerts.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.assessments.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookNotifierTest {

  private static final Instant NOW = Samples.OBSERVED;

  /** A start without the switch that allowed it must not lose what waits for it. */
  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9/hook", "https://127.0.0.1:9443/hook", "ftp://x/"})
  void aTargetThatIsNotAllowedNowIsTriedAgainLater(String url) {
    try (WebhookNotifier notifier =
        new WebhookNotifier(new TargetPolicy(false), Clock.systemUTC())) {
      assertThat(notifier.send(message(url)))
          .isEqualTo(new Outcome.RetryAfter(GiveUpReason.TARGET_REFUSED, Optional.empty()));
    }
  }

  private static Message message(String url) {
    Alert alert =
        new Revisions(Duration.ofDays(7))
            .revise(null, Samples.alarming("a"), NOW)
            .orElseThrow()
            .alert();
    return new Message(
        1,
        "msg_1",
        new SubscriptionDraft("s", url, null, Severity.P4, true, Tlp.CLEAR)
            .create(new Random(1), NOW),
        alert,
        1,
        NOW);
  }
}
