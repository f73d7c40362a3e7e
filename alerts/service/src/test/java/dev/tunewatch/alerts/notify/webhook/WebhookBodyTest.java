package dev.tunewatch.alerts.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Golden;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookBodyTest {

  @Test
  void isTheAlertUnderAType() {
    byte[] body = WebhookBody.of(alert(Samples.active("removed", 2, Severity.P2, SignalId.V1)));
    Golden.assertJson("webhook-body.json", new String(body, StandardCharsets.UTF_8));
  }

  @Test
  void staysBelowTwentyKilobytesHoweverManyMembersThereAre() {
    Alert large = alert(Samples.active("x".repeat(200), 50, Severity.P2, SignalId.V1, SignalId.V2));
    assertThat(WebhookBody.of(large)).hasSizeLessThan(WebhookBody.MAX_BYTES);
  }

  private static Alert alert(Assessment assessment) {
    return new Revisions(Duration.ofDays(7))
        .revise(null, assessment, Instant.parse("2026-03-02T10:00:05Z"))
        .orElseThrow()
        .alert();
  }
}
