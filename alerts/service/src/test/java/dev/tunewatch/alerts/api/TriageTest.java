package dev.tunewatch.alerts.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.AlertsConfig;
import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.operator.Contest;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.EventJson;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Acting on alerts over HTTP, and those whom they are about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TriageTest {

  private static final AtomicInteger TESTS = new AtomicInteger();

  private final KafkaSettings kafka = SharedServers.newKafka();
  private final Running running = Running.start(kafka, SharedServers.emptyDatabase());
  private String prefix = "";

  /** Alerts of its own for each test. */
  @BeforeEach
  void publish() {
    prefix = "t" + TESTS.incrementAndGet() + "-m";
    publish(SignalId.V1);
  }

  private void publish(SignalId signal) {
    SharedServers.publish(
        kafka,
        IntStream.range(0, 5)
            .mapToObj(i -> Samples.active(prefix + i, 1, Severity.P2, signal))
            .toList());
    await().atMost(Duration.ofSeconds(20)).until(running.service::caughtUp);
  }

  @AfterAll
  void close() {
    running.close();
  }

  @Test
  void anActionIsInTheHistoryAndMakesNoVersion() throws Exception {
    assertThat(act(0, "{\"action\":\"acknowledge\"}").statusCode()).isEqualTo(200);
    act(0, "{\"action\":\"assign\",\"assignee\":\"ana\"}");
    act(0, "{\"action\":\"comment\",\"note\":\"looks right\"}");
    JsonNode alert = json(running.get(path(0)));
    assertThat(alert.get("version").asInt()).isEqualTo(1);
    assertThat(alert.at("/handling/status").asText()).isEqualTo("acknowledged");
    assertThat(alert.at("/handling/revision").asInt()).isEqualTo(3);
    JsonNode history = json(running.get(path(0) + "/history?limit=2"));
    assertThat(history.at("/items/0/handled/action").asText()).isEqualTo("comment");
    assertThat(history.at("/items/0/handled/note").asText()).isEqualTo("looks right");
    assertThat(history.at("/items/0/handled/actor").asText()).isEqualTo("admin");
    String next = history.get("next").asText();
    JsonNode rest = json(running.get(path(0) + "/history?limit=2&cursor=" + next));
    assertThat(rest.at("/items/0/handled/from").asText()).isEqualTo("open");
    assertThat(json(running.get("/api/v1/alerts?handling=acknowledged&q=" + prefix)).get("items"))
        .hasSize(1);
    assertThat(json(running.get("/api/v1/alerts?assignee=ana&q=" + prefix)).get("items"))
        .hasSize(1);
  }

  @Test
  void whoActsOnWhatChangedMeanwhileIsToldSo() throws Exception {
    String tag = running.get(path(1)).headers().firstValue("ETag").orElseThrow();
    assertThat(actIf(tag, "{\"action\":\"acknowledge\"}").statusCode()).isEqualTo(200);
    assertThat(actIf(tag, "{\"action\":\"resolve\"}").statusCode()).isEqualTo(412);
    assertThat(actIf("\"nonsense\"", "{\"action\":\"resolve\"}").statusCode()).isEqualTo(412);
    assertThat(json(running.get(path(1))).at("/handling/status").asText())
        .isEqualTo("acknowledged");
    assertThat(act(1, "{\"action\":\"acknowledge\"}").statusCode()).isEqualTo(409);
  }

  @Test
  void manyAtOnceAreDoneOrReportedOneByOne() throws Exception {
    act(0, "{\"action\":\"acknowledge\"}");
    String nobody = AlertId.ofCluster("huggingface:nobody").value();
    String items = items(0, 1, 2).replace("]", ",{\"id\":\"" + nobody + "\"}]");
    JsonNode report =
        json(
            running.post(
                "/api/v1/alerts/actions", "{\"action\":\"acknowledge\",\"items\":" + items + "}"));
    assertThat(report.get("done").asInt()).isEqualTo(2);
    assertThat(report.findValuesAsText("outcome"))
        .containsExactly("refused", "done", "done", "missing");
  }

  @Test
  void allOrNoneDoesNothingUnlessAllCan() throws Exception {
    act(0, "{\"action\":\"acknowledge\"}");
    HttpResponse<String> answer =
        running.post(
            "/api/v1/alerts/actions",
            "{\"action\":\"acknowledge\",\"allOrNone\":true,\"items\":" + items(0, 1) + "}");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(answer).get("done").asInt()).isZero();
    assertThat(json(running.get(path(1))).at("/handling/status").asText()).isEqualTo("open");
  }

  @Test
  void refusesWhatIsNotRight() {
    for (String bad :
        List.of(
            "{}",
            "{\"action\":\"explode\"}",
            "{\"action\":\"comment\"}",
            "{\"action\":\"snooze\"}",
            "{\"action\":\"snooze\",\"until\":\"tomorrow\"}",
            "{\"action\":\"false_positive\"}",
            "{\"action\":\"false_positive\",\"reason\":\"x\"}",
            "{\"action\":\"comment\",\"note\":\"" + "x".repeat(1_001) + "\"}",
            "{\"action\":\"assign\",\"asignee\":\"x\"}")) {
      assertThat(act(0, bad).statusCode()).as(bad).isEqualTo(422);
    }
    String many =
        IntStream.range(0, 501)
            .mapToObj(i -> "{\"id\":\"" + AlertId.ofCluster("h:" + i) + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(
            running
                .post("/api/v1/alerts/actions", "{\"action\":\"resolve\",\"items\":" + many + "}")
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void whatIsPutOffComesBackByItself() throws Exception {
    String soon = Instant.now().plusMillis(1_500).toString();
    act(2, "{\"action\":\"snooze\",\"until\":\"" + soon + "\"}");
    assertThat(json(running.get(path(2))).at("/handling/status").asText()).isEqualTo("snoozed");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> json(running.get(path(2))).at("/handling/status").asText().equals("open"));
    assertThat(running.get(path(2) + "/history").body()).contains("\"woke\"");
  }

  @Test
  void aHubAnswersAndThatFeedsPrecision() throws Exception {
    prefix = "h1-m";
    publish(SignalId.H1); // the others judge V1
    String operator =
        running.newToken("{\"name\":\"op\",\"role\":\"subscriber\",\"hub\":\"huggingface\"}");
    answer(operator, 0, "actioned");
    answer(operator, 1, "actioned");
    answer(operator, 2, "rejected");
    act(3, "{\"action\":\"resolve\"}");
    act(4, "{\"action\":\"false_positive\",\"reason\":\"benign_context\"}");
    assertThat(json(running.getAs(operator, path(0))).get("answer").asText()).isEqualTo("actioned");
    JsonNode h1 =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> of(SignalId.H1, json(running.get("/api/v1/precision"))),
                node -> node.at("/precision/of").asInt() == 5);
    assertThat(h1.at("/precision/count").asInt()).isEqualTo(3);
    assertThat(h1.at("/precision/share").asDouble()).isEqualTo(0.6);
    assertThat(h1.at("/precision/low").asDouble()).isBetween(0.2, 0.3);
    JsonNode report = json(running.get("/api/v1/precision"));
    assertThat(report.at("/retracted/count").asInt()).isPositive();
    assertThat(report.at("/answers/of").asInt()).isEqualTo(3);
    assertThat(report.at("/answers/count").asInt()).isEqualTo(2);
    assertThat(running.get("/metrics").body())
        .contains(
            "tunewatch_judged_alerts{signal=\"H1\",} 5.0",
            "tunewatch_correct_alerts{signal=\"H1\",} 3.0",
            "tunewatch_retracted_ratio 0.");
    assertThat(running.getAs(operator, path(0) + "/report").body())
        .contains("maker0/h1-m0", "declares");
  }

  @Test
  void aMakerContestsAndIsCorrected() throws Exception {
    AlertsConfig open = AlertsConfig.defaults().withPort(0).withPublicView(true);
    try (Running view = new Running(open, kafka, SharedServers.database())) {
      String text = "{\"text\":\"It is <b>mine</b>\",\"contact\":\"me@example.org\"}";
      assertThat(openly(view, path(0) + "/contest", text).statusCode()).isEqualTo(201);
      HttpResponse<String> seen = view.getOpenly(path(0));
      assertThat(json(seen).get("contest").asText()).isEqualTo("open");
      assertThat(seen.body()).doesNotContain("mine", "example.org");
      assertThat(view.getOpenly("/api/v1/contests").statusCode()).isEqualTo(401);
      JsonNode listed = json(view.get("/api/v1/contests?status=open&alert=" + id(0)));
      assertThat(listed.at("/items/0/contact").asText()).isEqualTo("me@example.org");
      String answer = "/api/v1/contests/" + listed.at("/items/0/id").asText() + "/answer";
      JsonNode upheld = json(view.post(answer, "{\"outcome\":\"upheld\",\"answer\":\"Right.\"}"));
      assertThat(upheld.get("correction").asText()).isEqualTo("withdrawn");
      JsonNode alert = json(view.getOpenly(path(0)));
      assertThat(alert.get("state").asText()).isEqualTo("false_positive");
      assertThat(alert.get("contest").asText()).isEqualTo("upheld");
      assertThat(alert.get("reason").asText()).contains("its maker contested it");
      assertThat(view.post(answer, "{\"outcome\":\"dismissed\"}").statusCode()).isEqualTo(409);
    }
  }

  @Test
  void contestsAreBounded() {
    AlertsConfig open = AlertsConfig.defaults().withPort(0).withPublicView(true);
    try (Running view = new Running(open, kafka, SharedServers.database())) {
      assertThat(openly(view, path(0) + "/contest", "{\"text\":\"\"}").statusCode()).isEqualTo(422);
      String tooLong = "{\"text\":\"" + "x".repeat(Contest.MAX_TEXT + 1) + "\"}";
      assertThat(openly(view, path(0) + "/contest", tooLong).statusCode()).isEqualTo(422);
      for (int i = 0; i < Contest.MOST_OPEN; i++) {
        openly(view, path(0) + "/contest", "{\"text\":\"again\"}");
      }
      assertThat(openly(view, path(0) + "/contest", "{\"text\":\"again\"}").statusCode())
          .isEqualTo(429);
      assertThat(openly(running, path(0) + "/contest", "{\"text\":\"x\"}").statusCode())
          .as("without a public view there is no public entry to contest")
          .isEqualTo(401);
    }
  }

  @Test
  void erasesADryRunFirstAndThenForGood() throws Exception {
    String name = "maker0/" + prefix + "0";
    String release = "{\"release\":\"huggingface:" + name + "\"%s}";
    JsonNode dry = json(running.post("/api/v1/erasures", release.formatted("")));
    assertThat(dry.get("removed")).hasSize(1);
    assertThat(running.get(path(0)).statusCode()).isEqualTo(200);
    JsonNode done = json(running.post("/api/v1/erasures", release.formatted(",\"dryRun\":false")));
    assertThat(done.at("/clusters/0").asText()).isEqualTo("huggingface:" + prefix + "0");
    assertThat(running.get(path(0)).statusCode()).isEqualTo(404);
    assertThat(running.get("/feeds/alerts.json").body()).doesNotContain(name);
    assertThat(running.get("/api/v1/audit").body()).doesNotContain(name);
    assertThat(json(running.get("/api/v1/alerts?q=" + prefix)).get("items")).hasSize(4);
  }

  private void answer(String operator, int alert, String what) {
    HttpResponse<String> answer =
        running.as(operator, "PUT", path(alert) + "/answer", "{\"answer\":\"" + what + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private HttpResponse<String> act(int alert, String body) {
    return running.post(path(alert) + "/actions", body);
  }

  private HttpResponse<String> actIf(String tag, String body) {
    return running.send(
        running
            .request(path(1) + "/actions")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("If-Match", tag)
            .header("Authorization", "Bearer " + Running.TOKEN));
  }

  private static HttpResponse<String> openly(Running view, String path, String body) {
    return view.send(view.request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String items(int... alerts) {
    return IntStream.of(alerts)
        .mapToObj(i -> "{\"id\":\"" + AlertId.ofCluster("huggingface:" + prefix + i) + "\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private AlertId id(int alert) {
    return AlertId.ofCluster("huggingface:" + prefix + alert);
  }

  private String path(int alert) {
    return "/api/v1/alerts/" + id(alert);
  }

  private static JsonNode of(SignalId signal, JsonNode report) {
    for (JsonNode one : report.get("signals")) {
      if (one.get("signal").asText().equals(signal.name())) {
        return one;
      }
    }
    return report;
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return EventJson.mapper().readTree(answer.body());
  }
}
