package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.standardwebhooks.Webhook;
import dev.tunewatch.alerts.notify.email.SmtpConfig;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.EventJson;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All channels of one service, as an administrator makes, tries and uses them. */
class ChannelsTest {

  private static final String PATH = "/api/v1/subscriptions";

  private final KafkaSettings kafka = SharedServers.newKafka();
  private final GreenMail mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
  private MockWebServer receiver = new MockWebServer();

  @BeforeEach
  void begin() throws Exception {
    SharedServers.emptyDatabase();
    receiver = Running.receiver();
    mail.start();
  }

  @AfterEach
  void end() {
    receiver.close();
    mail.stop();
  }

  @Test
  void aRetractionFollowsEveryDeliveryThroughTheSameChannel() throws Exception {
    try (Running running = started()) {
      add(running, "hook", "webhook", "url", receiver.url("/hook").toString());
      add(running, "chat", "slack", "url", receiver.url("/slack").toString());
      add(running, "ops", "alertmanager", "url", receiver.url("/am").toString());
      add(running, "desk", "email", "to", "analyst@desk.example");
      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      awaitCaughtUp(running);
      List<String> told = requests(3);
      assertThat(told)
          .extracting(line -> line.split(" ")[0])
          .containsExactlyInAnyOrder("/hook", "/slack", "/am/api/v2/alerts");
      assertThat(told)
          .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("withdrawn"));

      SharedServers.publish(kafka, List.of(Samples.ended("a", Assessment.State.WITHDRAWN, null)));
      awaitCaughtUp(running);
      assertThat(requests(3))
          .hasSize(3)
          .allMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("withdrawn"))
          .noneMatch(line -> line.contains("dangerous"));
      assertThat(mail.getReceivedMessages()).hasSize(2);
      assertThat(mail.getReceivedMessages()[1].getSubject()).contains("Withdrawn: ");
      for (String channel : List.of("webhook", "slack", "alertmanager", "email")) {
        assertThat(running.get("/metrics").body())
            .contains(
                "tunewatch_deliveries_total{channel=\"%s\",outcome=\"delivered\",} 2.0"
                    .formatted(channel));
      }
      assertThat(running.service.summary().delivered()).isEqualTo(8);
    }
  }

  @Test
  void anAddressOfTheCommandLineIsOneSubscriptionThatIsBroughtUpToDate() throws Exception {
    try (Running running = started()) {
      String first = mailTo(running, "a@desk.example");
      assertThat(mailTo(running, "b@desk.example")).isEqualTo(first);
      assertThatThrownBy(() -> mailTo(running, "b@desk.example, c@desk.example"))
          .isInstanceOf(SubscriptionRejected.class)
          .hasMessageContaining("not one plain e-mail address");

      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      awaitCaughtUp(running);

      assertThat(mail.getReceivedMessages()).hasSize(1);
      assertThat(mail.getReceivedMessages()[0].getAllRecipients())
          .extracting(Object::toString)
          .containsExactly("b@desk.example");
    }
  }

  private static String mailTo(Running running, String address) {
    return running
        .service
        .ensureMailSubscription("command line mail", address, Severity.P3, false)
        .id();
  }

  @Test
  void aSecretIsChangedWithoutAMomentInWhichAReceiverCannotVerify() throws Exception {
    try (Running running = started()) {
      JsonNode made = add(running, "hook", "webhook", "url", receiver.url("/hook").toString());
      String old = made.get("secret").asText();
      String path = PATH + "/" + made.get("id").asText();
      JsonNode rotated = json(running.post(path + "/rotate-secret", ""));
      String next = rotated.get("secret").asText();
      assertThat(next).startsWith("whsec_").isNotEqualTo(old);
      assertThat(rotated.get("previousSecretUntil").asText()).isNotEmpty();
      assertThat(running.get(path).body()).doesNotContain(old, next, "\"secret\"");

      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      awaitCaughtUp(running);
      RecordedRequest request = receiver.takeRequest();
      HttpHeaders headers =
          HttpHeaders.of(request.getHeaders().toMultimap(), (name, value) -> true);
      String body = Objects.requireNonNull(request.getBody()).utf8();
      for (String secret : List.of(old, next)) {
        new Webhook(secret).verify(body, headers); // Throws where it does not.
      }
    }
  }

  @Test
  void onlyWhatSignsRotates() throws Exception {
    try (Running running = started()) {
      JsonNode made = add(running, "chat", "slack", "url", receiver.url("/s").toString());
      HttpResponse<String> answer =
          running.post(PATH + "/" + made.get("id").asText() + "/rotate-secret", "");
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(running.post(PATH + "/sub_none/rotate-secret", "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aTestArrivesAtOnceAndSaysThatItIsOne() throws Exception {
    try (Running running = started()) {
      JsonNode made = add(running, "hook", "webhook", "url", receiver.url("/hook").toString());
      String path = PATH + "/" + made.get("id").asText() + "/test";
      assertThat(json(running.post(path, "")).toString())
          .isEqualTo("{\"outcome\":\"delivered\",\"reason\":null}");
      assertThat(requests(1).get(0)).contains("\"type\":\"alert.test\"", "This is a test");
      receiver.close();
      assertThat(json(running.post(path, "")).toString())
          .isEqualTo("{\"outcome\":\"retry\",\"reason\":\"network\"}");
      assertThat(json(running.get("/api/v1/deliveries")).get("items")).isEmpty();
      assertThat(json(running.get("/api/v1/alerts")).get("items")).isEmpty();
    }
  }

  @Test
  void aPreviewShowsTheMessageAndSendsNothing() throws Exception {
    try (Running running = started()) {
      String draft = "{\"channel\":\"%s\",\"%s\":\"%s\",\"severityFloor\":\"P1\"}";
      String hook = draft.formatted("webhook", "url", receiver.url("/hook"));
      JsonNode early = json(running.post(PATH + "/preview", hook));
      assertThat(early.get("alertId").isNull()).as("there is none yet").isTrue();
      assertThat(early.get("parts")).isEmpty();
      SharedServers.publish(kafka, List.of(Samples.alarming("a")));
      awaitCaughtUp(running);

      JsonNode preview = json(running.post(PATH + "/preview", hook));
      assertThat(preview.get("wanted").asBoolean()).isFalse();
      assertThat(preview.at("/parts/0/content").asText()).contains("\"type\":\"alert.new\"");
      JsonNode letter =
          json(running.post(PATH + "/preview", draft.formatted("email", "to", "a@b.example")));
      assertThat(letter.get("parts").findValuesAsText("contentType"))
          .containsExactly("text/plain", "text/html");
      assertThat(running.get(PATH).body()).isEqualTo("{\"items\":[],\"next\":null}");
      assertThat(receiver.getRequestCount()).isZero();
      assertThat(mail.getReceivedMessages()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channel  | {'name':'x','channel':'pager','url':'http://127.0.0.1:1/'}",
        "channel  | {'name':'x','channel':'kafka'}",
        "channel  | {'name':'x','channel':7}",
        "url      | {'name':'x','channel':'slack'}",
        "url      | {'name':'x','channel':'email','url':'http://127.0.0.1:1/'}",
        "url      | {'name':'x','channel':'alertmanager','url':'http://127.0.0.1:1/?a=b'}",
        "to       | {'name':'x','channel':'email'}",
        "to       | {'name':'x','channel':'email','to':'a@b.example, c@d.example'}",
        "to       | {'name':'x','url':'http://127.0.0.1:1/','to':'a@b.example'}",
        "secret   | {'name':'x','channel':'slack','url':'http://127.0.0.1:1/','secret':'s'}",
        "secret   | {'name':'x','url':'http://127.0.0.1:1/','secret':'whsec_c2hvcnQ='}",
        "token    | {'name':'x','channel':'alertmanager','url':'http://127.0.0.1:1/','token':'a b'}",
        "name     | {'channel':'slack','url':'http://127.0.0.1:1/'}",
        "alertId  | {'name':'x','url':'http://127.0.0.1:1/','alertId':'al_1'}"
      })
  void whatIsWrongWithADraftIsNamed(String field, String draft) throws Exception {
    try (Running running = started()) {
      HttpResponse<String> answer = running.post(PATH, draft.replace('\'', '"'));
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(json(answer).get("field").asText()).isEqualTo(field.strip());
      assertThat(answer.body()).doesNotContain("c2hvcnQ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "alertmanager", "webhook"})
  void noChannelCallsAnInnerNetwork(String channel) throws Exception {
    AlertsConfig strict = AlertsConfig.defaults().withPort(0);
    try (Running running = new Running(strict, kafka, SharedServers.database())) {
      for (String url :
          List.of("https://169.254.169.254/x", "https://[::1]/", "http://example.com/")) {
        String draft = "{\"name\":\"x\",\"channel\":\"%s\",\"url\":\"%s\"}".formatted(channel, url);
        HttpResponse<String> answer = running.post(PATH, draft);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("field").asText()).isEqualTo("url");
      }
    }
  }

  private Running started() {
    SmtpConfig smtp =
        new SmtpConfig(
            "127.0.0.1",
            mail.getSmtp().getPort(),
            SmtpConfig.Security.NONE,
            "tunewatch@desk.example",
            Optional.empty());
    AlertsConfig config =
        AlertsConfig.defaults()
            .withPort(0)
            .withAllowLocalTargets(true)
            .withSupersedeWait(Duration.ZERO)
            .withSmtp(Optional.of(smtp));
    return new Running(config, kafka, SharedServers.database());
  }

  private static JsonNode add(
      Running running, String name, String channel, String setting, String value) throws Exception {
    HttpResponse<String> answer =
        running.post(
            PATH,
            "{\"name\":\"%s\",\"channel\":\"%s\",\"%s\":\"%s\",\"includeBacklog\":true}"
                .formatted(name, channel, setting, value));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  /** Path and body of the next requests. */
  private List<String> requests(int count) throws InterruptedException {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RecordedRequest request = receiver.takeRequest(10, TimeUnit.SECONDS);
      assertThat(request).isNotNull();
      RecordedRequest there = Objects.requireNonNull(request);
      requests.add(
          there.getUrl().encodedPath() + " " + Objects.requireNonNull(there.getBody()).utf8());
    }
    return requests;
  }

  private static void awaitCaughtUp(Running running) {
    await().atMost(Duration.ofSeconds(30)).until(running.service::caughtUp);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return EventJson.mapper().readTree(answer.body());
  }
}
