package dev.tunewatch.alerts.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.notify.http.HttpSender;
import dev.tunewatch.alerts.notify.http.TargetPolicy;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.EventJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

/** Whether Debian's Alertmanager tells its receivers what it was told. */
class RealAlertmanagerTest {

  private final Clock clock = Clock.systemUTC();

  @Test
  void tellsItsReceiverOfAnAlertItsOtherSeverityAndItsWithdrawal() throws Exception {
    MockWebServer receiver = Running.receiver();
    try (receiver;
        RealAlertmanager alertmanager =
            RealAlertmanager.tellingAtOnce(receiver.url("/am").toString());
        HttpSender http = new HttpSender(new TargetPolicy(true), clock)) {
      AlertmanagerChannel channel =
          new AlertmanagerChannel(http, new Links(() -> "http://127.0.0.1:8090"));
      ChannelSettings settings =
          channel.accept(Map.of("url", alertmanager.address()), new Random(1));

      Alert first = revised(null, Samples.alarming("a"));
      send(channel, settings, first, Set.of());
      JsonNode firing = next(receiver, "p2", "firing");
      assertThat(firing.at("/labels/alert_id").asText()).isEqualTo(first.id().value());
      assertThat(firing.at("/annotations/summary").asText())
          .contains("declares its safeguards removed (V1)");
      assertThat(firing.at("/generatorURL").asText())
          .isEqualTo("http://127.0.0.1:8090/#/alerts/" + first.id());

      Alert worse = revised(first, Samples.active("a", 2, Severity.P1, SignalId.V1, SignalId.V5));
      send(channel, settings, worse, Set.of(Severity.P2));
      next(receiver, "p1", "firing");
      next(receiver, "p2", "resolved");

      Alert withdrawn = revised(worse, Samples.ended("a", Assessment.State.WITHDRAWN, null));
      send(channel, settings, withdrawn, Set.of(Severity.P1, Severity.P2));
      assertThat(next(receiver, "p1", "resolved").at("/annotations/summary").asText())
          .startsWith("Withdrawn: ");
    }
  }

  private Alert revised(@org.jspecify.annotations.Nullable Alert before, Assessment assessment) {
    // Alertmanager takes what ends later than now for one that still fires.
    Instant now = clock.instant();
    return Samples.revised(before, assessment, now);
  }

  private static void send(
      AlertmanagerChannel channel, ChannelSettings settings, Alert alert, Set<Severity> earlier) {
    Message message = Samples.message("alertmanager", settings, alert);
    Message whole =
        new Message(1, "msg_1", message.subscription(), alert, 1, alert.updatedAt(), earlier);
    assertThat(channel.send(whole)).isEqualTo(new Outcome.Delivered());
  }

  /** The next alert of this severity and status that the receiver hears of. */
  private static JsonNode next(MockWebServer receiver, String severity, String status)
      throws Exception {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              var request = receiver.takeRequest(100, TimeUnit.MILLISECONDS);
              return request == null
                  ? EventJson.mapper().createObjectNode()
                  : matching(
                      EventJson.mapper().readTree(Objects.requireNonNull(request.getBody()).utf8()),
                      severity,
                      status);
            },
            found -> found.has("labels"));
  }

  private static JsonNode matching(JsonNode notification, String severity, String status) {
    for (JsonNode alert : notification.get("alerts")) {
      if (alert.at("/labels/severity").asText().equals(severity)
          && alert.get("status").asText().equals(status)) {
        return alert;
      }
    }
    return EventJson.mapper().createObjectNode();
  }
}
