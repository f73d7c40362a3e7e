package dev.tunewatch.alerts.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.Golden;
import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.notify.http.HttpSender;
import dev.tunewatch.alerts.notify.http.TargetPolicy;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackChannelTest {

  private static final Links LINKS = new Links(() -> "https://console.example");

  @Test
  void anAlertIsBlocksAndATextForThoseWhoKnowNone() {
    Golden.assertJson(
        "slack.json",
        text(Samples.alert(Samples.active("removed", 2, Severity.P2, SignalId.V1, SignalId.H1))));
  }

  @Test
  void aRetractionSaysWithdrawnAndWhy() {
    Alert told = Samples.alert(Samples.alarming("removed"));
    Alert withdrawn =
        Samples.revised(
            told,
            Samples.ended("removed", Assessment.State.WITHDRAWN, null),
            told.updatedAt().plusSeconds(90));
    Golden.assertJson("slack-withdrawn.json", text(withdrawn));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!channel>",
        "<!here|here>",
        "<!everyone>",
        "<!subteam^S1>",
        "<@U024BE7LH>",
        "<#C024BE7LR>",
        "<https://evil.example|the console>",
        "<mailto:a@evil.example|mail>",
        "https://evil.example/weights.gguf",
        "[console](https://evil.example)",
        "![x](https://evil.example/x.png)",
        "@channel @here @all",
        "&lt;!channel&gt;",
        "*bold* _it_ ~no~ `code` ```block```",
        ":rotating_light: <!date^1392734382^{date}|x>",
        "x\n<!channel>\r\n> quoted",
        "\u202E<!channel>\u200B\u0007"
      })
  void textOfAHubMentionsNobodyAndLinksNowhere(String hostile) throws Exception {
    JsonNode message =
        EventJson.mapper().readTree(SlackMessage.of(Samples.hostile(hostile), LINKS));
    StringBuilder all = new StringBuilder(message.get("text").asText());
    message.get("blocks").findValuesAsText("text").forEach(all::append);
    String said = all.toString().replace("<https://console.example/#/alerts/", "");
    assertThat(said.replaceAll("al_[a-z2-7]{26}\\|Open in the console>", ""))
        .doesNotContain("<", ">", "\n", "\r", "\u202E", "\u0007")
        .doesNotContain("https://evil", "mailto:a", "](", "`c", "@c", "@U", "@a", "```")
        .doesNotContainPattern("&(?!amp;|lt;|gt;)");
  }

  @Test
  void noTextIsLongerThanSlackTakes() throws Exception {
    JsonNode message =
        EventJson.mapper().readTree(SlackMessage.of(Samples.hostile("<&>*".repeat(2_000)), LINKS));
    message
        .get("blocks")
        .forEach(block -> assertThat(block.findPath("text").toString().length()).isLessThan(3_900));
    assertThat(message.get("blocks").size()).isLessThanOrEqualTo(50);
    message
        .get("blocks")
        .forEach(
            block -> {
              JsonNode text = block.path("text").path("text");
              assertThat(text.asText().length()).isLessThanOrEqualTo(3_000);
            });
  }

  @Test
  void theAddressIsPostedToAndNeverShown() throws Exception {
    MockWebServer slack = Running.receiver();
    try (slack;
        HttpSender http = new HttpSender(new TargetPolicy(true), Clock.systemUTC())) {
      SlackChannel channel = new SlackChannel(http, LINKS);
      String url = slack.url("/services/T0/B0/s3cr3t").toString();
      ChannelSettings settings = channel.accept(Map.of("url", url), new Random(1));
      var message = Samples.message("slack", settings, Samples.alert(Samples.alarming("a")));
      assertThat(channel.send(message)).isEqualTo(new Outcome.Delivered());
      RecordedRequest sent = slack.takeRequest();
      assertThat(sent.getUrl().encodedPath()).isEqualTo("/services/T0/B0/s3cr3t");
      assertThat(sent.getBody().utf8()).isEqualTo(channel.render(message).parts().get(0).content());
      assertThat(settings.shown().get("url")).startsWith("http://").endsWith("/…");
      assertThat(EventJson.mapper().writeValueAsString(message.subscription()) + message)
          .doesNotContain("s3cr3t");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example/T|s3cr3t",
        "https://hooks.example?s3cr3t",
        "HTTPS://hooks.example\\s3cr3t",
        "https://hooks.example/%s3cr3t"
      })
  void howeverItIsSpelledOnlyThePlaceIsShown(String url) {
    assertThat(new SlackConfig(url).settings().shown().get("url"))
        .isEqualToIgnoringCase("https://hooks.example/…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://hooks.slack.com/x",
        "https://10.0.0.1/x",
        "https://u@hooks.slack.com/"
      })
  void targetsThatMayNotBeCalledAreRefusedWhenSaved(String url) {
    try (HttpSender http = new HttpSender(new TargetPolicy(false), Clock.systemUTC())) {
      assertThatThrownBy(
              () -> new SlackChannel(http, LINKS).accept(Map.of("url", url), new Random(1)))
          .isInstanceOf(SubscriptionRejected.class)
          .hasMessageStartingWith("url ");
    }
  }

  private static String text(Alert alert) {
    return new String(SlackMessage.of(alert, LINKS), StandardCharsets.UTF_8);
  }
}
