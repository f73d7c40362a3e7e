package dev.tunewatch.alerts.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.Golden;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerBodyTest {

  private static final Links LINKS = new Links(() -> "https://console.example/");

  @Test
  void anAlertFiresUntilItIsTakenBack() {
    Golden.assertJson("alertmanager.json", text(message(alert(), Set.of())));
  }

  @Test
  void aRetractionResolvesItUnderEverySeverityThatItHad() {
    Alert withdrawn =
        Samples.revised(
            alert(),
            Samples.ended("removed", Assessment.State.WITHDRAWN, null),
            alert().updatedAt().plusSeconds(90));
    Golden.assertJson(
        "alertmanager-withdrawn.json", text(message(withdrawn, Set.of(Severity.P2, Severity.P3))));
  }

  @Test
  void aSeverityThatChangedResolvesTheAlertWithTheFormerOne() throws Exception {
    JsonNode body = body(message(alert(), Set.of(Severity.P3)));
    assertThat(body.findValuesAsText("severity")).containsExactly("p2", "p3");
    Instant now = alert().updatedAt();
    assertThat(Instant.parse(body.get(0).get("endsAt").asText())).isAfter(now);
    assertThat(Instant.parse(body.get(1).get("endsAt").asText())).isEqualTo(now);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!channel>",
        "<a href=x>",
        "{{ .Labels }}",
        "@here",
        "[x](https://evil.example)",
        "a\nb",
        "\u0000x"
      })
  void textOfAHubIsInNoLabelAndIsNoMarkupInAnnotations(String hostile) throws Exception {
    JsonNode one = body(message(Samples.hostile(hostile), Set.of())).get(0);
    assertThat(one.get("labels").toString())
        .matches(
            "\\{\"alertname\":\"Tunewatch\",\"alert_id\":\"al_[a-z2-7]{26}\","
                + "\"severity\":\"p2\",\"hub\":\"huggingface\"}");
    one.get("annotations")
        .forEach(
            annotation ->
                assertThat(annotation.asText())
                    .doesNotContain("<", ">", "](", "@h", "://", "\n", "\u0000"));
  }

  @Test
  void aTokenIsSentAndNotShown() {
    AlertmanagerConfig config =
        AlertmanagerConfig.accept(Map.of("url", "https://am.example/prefix", "token", "t0ken"));
    assertThat(config.headers()).containsEntry("Authorization", "Bearer t0ken");
    assertThat(config.api()).isEqualTo("https://am.example/prefix/api/v2/alerts");
    assertThat(config.settings().toString() + config).doesNotContain("t0ken");
    assertThat(AlertmanagerConfig.of(config.settings()).token()).contains(new Secret("t0ken"));
  }

  @Test
  void aTokenCannotEndItsHeader() {
    assertThatThrownBy(
            () -> AlertmanagerConfig.accept(Map.of("url", "https://am.example", "token", "a\r\nb")))
        .isInstanceOf(SubscriptionRejected.class)
        .hasMessageStartingWith("token ");
  }

  private static Alert alert() {
    return Samples.alert(Samples.active("removed", 2, Severity.P2, SignalId.V1));
  }

  private static Message message(Alert alert, Set<Severity> earlier) {
    Message one = Samples.message("alertmanager", ChannelSettings.of(Map.of()), alert);
    return new Message(1, "msg_1", one.subscription(), alert, 1, one.acceptedAt(), earlier);
  }

  private static JsonNode body(Message message) throws Exception {
    return EventJson.mapper().readTree(AlertmanagerBody.of(message, LINKS));
  }

  private static String text(Message message) {
    return new String(AlertmanagerBody.of(message, LINKS), StandardCharsets.UTF_8);
  }
}
