package dev.tunewatch.alerts.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.AlertsConfig;
import dev.tunewatch.alerts.Golden;
import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.IngestTopics;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {

  private final KafkaSettings kafka = SharedServers.newKafka();
  private final Running running = Running.start(kafka, SharedServers.emptyDatabase());

  @BeforeAll
  void publish() {
    SharedServers.publish(
        kafka, IntStream.range(0, 25).mapToObj(i -> Samples.alarming("m" + i)).toList());
    SharedServers.publish(kafka, List.of(Samples.active("minor", 3, Severity.P3, SignalId.H1)));
    await().atMost(Duration.ofSeconds(20)).until(running.service::caughtUp);
  }

  @AfterAll
  void close() {
    running.close();
  }

  @Test
  void pagesThroughAllAlertsEachOnce() throws Exception {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(running.get("/api/v1/alerts?limit=7&cursor=" + cursor));
      page.get("items").forEach(alert -> seen.add(alert.get("id").asText()));
      cursor = page.get("next").isNull() ? "" : page.get("next").asText();
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(26).doesNotHaveDuplicates();
  }

  @Test
  void filtersBySeverityStateAndText() throws Exception {
    assertThat(json(running.get("/api/v1/alerts?severity=P3")).get("items")).hasSize(1);
    assertThat(json(running.get("/api/v1/alerts?q=MAKER0/m24")).get("items")).hasSize(1);
    assertThat(json(running.get("/api/v1/alerts?q=%25")).get("items")).isEmpty();
    assertThat(json(running.get("/api/v1/alerts?state=withdrawn")).get("items")).isEmpty();
  }

  @Test
  void showsOneAlertWithAnETag() {
    String path = "/api/v1/alerts/" + AlertId.ofCluster("huggingface:m3");
    HttpResponse<String> first = running.get(path);
    assertThat(first.statusCode()).isEqualTo(200);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        running.send(
            running
                .request(path)
                .header("Authorization", "Bearer " + Running.TOKEN)
                .header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void theFeedIsJsonFeedWithAllVersionsInOrder() throws Exception {
    HttpResponse<String> answer = running.get("/feeds/alerts.json?limit=20");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/feed+json");
    JsonNode feed = json(answer);
    assertThat(feed.get("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
    assertThat(feed.get("items")).hasSize(20);
    String next = feed.get("next_url").asText();
    JsonNode rest = json(running.get(next.substring(next.indexOf("/feeds"))));
    assertThat(rest.get("items")).hasSize(6);
    assertThat(rest.has("next_url")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/alerts",
        "/api/v1/alerts/al_x",
        "/feeds/alerts.json",
        "/api/v1/subscriptions",
        "/api/v1/deliveries",
        "/api/v1/coverage",
        "/api/v1/nothing",
        "/API/v1/alerts/../alerts"
      })
  void needsATokenEverywhereBehindTheGuard(String path) {
    HttpResponse<String> answer = running.getOpenly(path);
    assertThat(answer.statusCode()).isIn(401, 400, 404);
    assertThat(answer.body()).doesNotContain("items");
    HttpRequest.Builder wrong =
        running.request(path).header("Authorization", "Bearer " + Running.TOKEN + "x");
    assertThat(running.send(wrong).statusCode()).isIn(401, 400, 404);
  }

  @Test
  void anOpenViewOpensReadingOnly() {
    AlertsConfig open = AlertsConfig.defaults().withPort(0).withPublicView(true);
    try (Running view = new Running(open, SharedServers.newKafka(), SharedServers.database())) {
      assertThat(view.getOpenly("/api/v1/alerts").statusCode()).isEqualTo(200);
      assertThat(view.getOpenly("/feeds/alerts.json").statusCode()).isEqualTo(200);
      assertThat(view.getOpenly("/api/v1/subscriptions").statusCode()).isEqualTo(401);
      assertThat(view.getOpenly("/api/v1/deliveries").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void sayingWhatIsWrongIsAProblem() {
    HttpResponse<String> answer =
        running.post("/api/v1/subscriptions", "{\"name\":\"a\",\"urll\":\"https://example.com/\"}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    Golden.assertJson("problem.json", answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"name\":1,\"url\":\"http://127.0.0.1:1/\"}",
        "{\"name\":\"x\"}",
        "{\"name\":\"\",\"url\":\"http://127.0.0.1:1/\"}",
        "{\"name\":\"x\",\"name\":\"y\",\"url\":\"http://127.0.0.1:1/\"}",
        "{\"name\":\"x\",\"url\":\"gopher://127.0.0.1:1/\"}",
        "{\"name\":\"x\",\"url\":\"http://127.0.0.1:1/\",\"secret\":\"whsec_c2hvcnQ=\"}",
        "{\"name\":\"x\",\"url\":\"http://127.0.0.1:1/\",\"mode\":\"weekly\"}",
        "{\"name\":\"x\\u0000\",\"url\":\"http://127.0.0.1:1/\"}",
        "{\"name\":\"x\",\"url\":\"http://127.0.0.1:1/\",\"severityFloor\":\"P9\"}"
      })
  void refusesSubscriptionsThatAreNotRight(String body) {
    HttpResponse<String> answer = running.post("/api/v1/subscriptions", body);
    assertThat(answer.statusCode()).isIn(400, 422);
    assertThat(answer.body()).contains("\"status\":").doesNotContain("c2hvcnQ");
  }

  @Test
  void refusesALongBody() {
    HttpResponse<String> answer =
        running.post("/api/v1/subscriptions", "{\"name\":\"" + "x".repeat(70_000) + "\"}");
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void showsASecretOnceAndNeverAgain() throws Exception {
    HttpResponse<String> made =
        running.post(
            "/api/v1/subscriptions",
            "{\"name\":\"once\",\"url\":\"http://127.0.0.1:1/\",\"severityFloor\":\"P1\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    String secret = json(made).get("secret").asText();
    assertThat(secret).startsWith("whsec_");
    String path = "/api/v1/subscriptions/" + json(made).get("id").asText();
    assertThat(running.get(path).body()).contains("once").doesNotContain("ecret", secret);
    assertThat(running.get("/api/v1/subscriptions").body()).doesNotContain("ecret", secret);
    assertThat(running.get("/metrics").body()).doesNotContain(secret);

    HttpRequest.Builder delete =
        running.request(path).DELETE().header("Authorization", "Bearer " + Running.TOKEN);
    assertThat(running.send(delete).statusCode()).isEqualTo(204);
    assertThat(running.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void everyAnswerCarriesStrictHeaders() {
    for (String path : List.of("/api/v1/alerts", "/nothing", "/health/live", "/openapi.yaml")) {
      var headers = running.get(path).headers();
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'none'");
      assertThat(headers.firstValue("Server")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../V1__alerts.sql",
        "/%2e%2e/golden/alert.json",
        "/webjars/..%2f..%2fMANIFEST.MF",
        "/webjars/%2e%2e/%2e%2e/MANIFEST.MF",
        "/dev/tunewatch/alerts/store/V1__alerts.sql",
        "/log4j2-test.xml"
      })
  void servesNothingElseFromTheClassPath(String path) {
    assertThat(running.getOpenly(path).statusCode()).isIn(400, 404);
  }

  @Test
  void showsTheLedgerOfIngest() throws Exception {
    String line =
        "{\"v\":1,\"hub\":\"huggingface\",\"lane\":\"live\",\"listed\":7,\"published\":6,\"deadLetters\":1,"
            + "\"gaps\":[],\"at\":\"2026-03-02T10:00:00Z\"}";
    SharedServers.publishTo(kafka, IngestTopics.COVERAGE, "huggingface/live", line);

    JsonNode lane =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> json(running.get("/api/v1/coverage")).get("lanes"),
                lanes -> lanes.size() == 1)
            .get(0);

    assertThat(lane.get("listed").asInt()).isEqualTo(7);
    assertThat(lane.get("stale").asBoolean()).isTrue();
  }

  @Test
  void saysWhetherItIsReadyAndMeasures() throws Exception {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> running.getOpenly("/health/ready").statusCode() == 200);
    JsonNode health = json(running.getOpenly("/health/ready"));
    assertThat(health.get("status").asText()).isEqualTo("ready");
    assertThat(health.get("components").findValuesAsText("component"))
        .containsExactly("database", "intake", "delivery", "alerts-topic", "verdicts", "coverage");
    assertThat(running.getOpenly("/metrics").body())
        .contains(
            "tunewatch_alerts_total{severity=\"P2\",change=\"new\",} 25.0",
            "tunewatch_alerts_consumed_total 26.0",
            "tunewatch_alerts_lag_records 0.0",
            "tunewatch_deliveries_total{channel=\"webhook\",outcome=\"gave_up\",} 0.0",
            "tunewatch_delivery_seconds_count{channel=\"webhook\",}",
            "tunewatch_outbox_pending 0.0",
            "tunewatch_outbox_oldest_timestamp_seconds 0.0",
            "tunewatch_dead_letters_total{stage=\"alerts\",reason=\"malformed\",} 0.0",
            "tunewatch_component_ready{component=\"database\",} 1.0",
            "tunewatch_build_info{version=",
            "jvm_memory_bytes_used");
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return EventJson.mapper().readTree(answer.body());
  }
}
