package dev.tunewatch.alerts.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.AlertsConfig;
import dev.tunewatch.alerts.Golden;
import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.access.Caller;
import dev.tunewatch.alerts.access.Role;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Scope;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.EventJson;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every address against every role, and what each of them sees. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {

  private static final String ALERT = "/api/v1/alerts/" + AlertId.ofCluster("huggingface:a");
  private static final String SUBSCRIPTION =
      "{\"name\":\"%s\",\"url\":\"http://127.0.0.1:1/\",\"severityFloor\":\"P1\"}";

  private final KafkaSettings kafka = SharedServers.newKafka();
  private final Running running = Running.start(kafka, SharedServers.emptyDatabase());
  private final Map<String, String> tokens = new LinkedHashMap<>();

  @BeforeAll
  void begin() {
    SharedServers.publish(kafka, List.of(Samples.alarming("a"), Samples.alarming("b")));
    await().atMost(Duration.ofSeconds(20)).until(running.service::caughtUp);
    tokens.put("admin", running.newToken("{\"name\":\"boss\",\"role\":\"admin\"}"));
    tokens.put("analyst", running.newToken("{\"name\":\"ana\",\"role\":\"analyst\"}"));
    tokens.put(
        "operator",
        running.newToken("{\"name\":\"op\",\"role\":\"subscriber\",\"hub\":\"huggingface\"}"));
    tokens.put("subscriber", running.newToken("{\"name\":\"sub\",\"role\":\"subscriber\"}"));
    tokens.put("metrics", running.newToken("{\"name\":\"prom\",\"role\":\"metrics\"}"));
  }

  @AfterAll
  void end() {
    running.close();
  }

  @Test
  void everyRouteHasARuleAndEveryRuleARoute() {
    Set<String> routes = new TreeSet<>(Wired.http().routes());
    assertThat(RouteRules.all().keySet()).containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void whatNoRuleNamesIsTheAdministratorsAlone() {
    RouteRules.Rule rule = RouteRules.of("POST /api/v1/forgotten");
    for (Role role : Role.values()) {
      Caller caller = new Caller("id", "n", role, new Scope(Tlp.RED, "huggingface"), false);
      assertThat(rule.need().admits(Optional.of(caller), true)).isEqualTo(role == Role.ADMIN);
    }
    assertThat(rule.need().admits(Optional.empty(), true)).isFalse();
    assertThat(rule.audited()).isTrue();
  }

  /** The table itself is reviewed as a golden file; this asks the running service. */
  @Test
  void theServiceObeysTheTableOfRoutesAndRoles() {
    StringBuilder table = new StringBuilder();
    for (String route : RouteRules.all().keySet()) {
      String method = route.substring(0, route.indexOf(' '));
      String path = route.substring(route.indexOf(' ') + 1);
      if (path.contains("<") || path.equals("/metrics")) {
        continue;
      }
      // Nobody has this one, so nothing is changed by those who may.
      String asked = path.replace("{id}", "nobody-has-this");
      List<String> line = new ArrayList<>();
      for (String who : tokens.keySet()) {
        HttpResponse<String> answer =
            running.as(token(who), method, asked, method.equals("GET") ? "" : "{}");
        assertThat(answer.statusCode()).as("%s as %s", route, who).isLessThan(500);
        if (answer.statusCode() != 403) {
          line.add(who);
        }
      }
      HttpResponse<String> nobody =
          running.send(
              running
                  .request(asked)
                  .method(
                      method,
                      java.net.http.HttpRequest.BodyPublishers.ofString(
                          method.equals("GET") ? "" : "{}")));
      if (nobody.statusCode() != 401) {
        line.add("nobody");
      }
      table.append(route).append(": ").append(String.join(", ", line)).append('\n');
    }
    Golden.assertText("access.txt", table.toString());
  }

  @Test
  void aSubscriberSeesItsOwnSubscriptionsOnly() throws Exception {
    String other = running.newToken("{\"name\":\"other\",\"role\":\"subscriber\"}");
    HttpResponse<String> mine =
        running.as(other, "POST", "/api/v1/subscriptions", SUBSCRIPTION.formatted("mine"));
    assertThat(mine.statusCode()).as(mine.body()).isEqualTo(201);
    String path = "/api/v1/subscriptions/" + json(mine).get("id").asText();
    String stranger = token("subscriber");
    assertThat(running.getAs(other, path).statusCode()).isEqualTo(200);
    assertThat(running.getAs(stranger, path).statusCode()).isEqualTo(404);
    assertThat(running.as(stranger, "DELETE", path, "").statusCode()).isEqualTo(404);
    assertThat(running.as(stranger, "POST", path + "/test", "").statusCode()).isEqualTo(404);
    assertThat(running.as(stranger, "POST", path + "/rotate-secret", "").statusCode())
        .isEqualTo(404);
    assertThat(running.getAs(stranger, "/api/v1/subscriptions").body()).doesNotContain("mine");
    assertThat(running.getAs(token("analyst"), "/api/v1/subscriptions").body()).contains("mine");
    assertThat(running.as(other, "DELETE", path, "").statusCode()).isEqualTo(204);
  }

  @Test
  void onlyASubscriberIsBoundToALevelOrAHub() {
    for (String bound : List.of("\"tlp\":\"GREEN\"", "\"hub\":\"civitai\"", "\"feedOnly\":true")) {
      assertThat(
              running
                  .post("/api/v1/tokens", "{\"name\":\"x\",\"role\":\"analyst\"," + bound + "}")
                  .statusCode())
          .isEqualTo(422);
    }
  }

  @Test
  void aSubscriberCannotAskForMoreThanItMaySee() {
    String body = SUBSCRIPTION.formatted("red").replace("{", "{\"tlp\":\"RED\",");
    HttpResponse<String> answer =
        running.as(token("subscriber"), "POST", "/api/v1/subscriptions", body);
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void whatIsRestrictedOrOfAnotherHubIsNotThere() throws Exception {
    SharedServers.database()
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "update alert set tlp = 'RED', body = jsonb_set(body, '{tlp}', '\"RED\"')"
                        + " where cluster_id = 'huggingface:b'"));
    String path = "/api/v1/alerts/" + AlertId.ofCluster("huggingface:b");
    String elsewhere =
        running.newToken("{\"name\":\"civ\",\"role\":\"subscriber\",\"hub\":\"civitai\"}");
    for (String token : List.of(token("subscriber"), token("operator"), elsewhere)) {
      for (String suffix : List.of("", "/versions", "/report")) {
        assertThat(running.getAs(token, path + suffix).statusCode()).isEqualTo(404);
      }
      assertThat(running.getAs(token, "/api/v1/alerts").body()).doesNotContain("huggingface:b");
      assertThat(running.getAs(token, "/feeds/alerts.json").body()).doesNotContain("huggingface:b");
      assertThat(
              running
                  .as(
                      token,
                      "POST",
                      "/api/v1/subscriptions/preview",
                      "{\"url\":\"http://127.0.0.1:1/\",\"alertId\":\""
                          + AlertId.ofCluster("huggingface:b")
                          + "\"}")
                  .statusCode())
          .isEqualTo(422);
    }
    assertThat(running.getAs(token("analyst"), path).statusCode()).isEqualTo(200);
    assertThat(json(running.getAs(elsewhere, "/api/v1/alerts")).get("items")).isEmpty();
    assertThat(running.as(elsewhere, "PUT", ALERT + "/answer", "{\"answer\":\"rejected\"}"))
        .matches(answer -> answer.statusCode() == 404);
  }

  @Test
  void whoHandlesAnAlertIsForPeopleHere() throws Exception {
    running.as(
        token("analyst"),
        "POST",
        ALERT + "/actions",
        "{\"action\":\"assign\",\"assignee\":\"ana\"}");
    assertThat(json(running.getAs(token("analyst"), ALERT)).at("/handling/assignee").asText())
        .isEqualTo("ana");
    assertThat(running.getAs(token("subscriber"), ALERT).body())
        .doesNotContain("handling", "assignee");
    assertThat(running.getAs(token("subscriber"), "/api/v1/alerts?assignee=nobody").body())
        .contains("huggingface:a");
  }

  @Test
  void aRevokedTokenOpensNothing() throws Exception {
    HttpResponse<String> made =
        running.post("/api/v1/tokens", "{\"name\":\"short\",\"role\":\"analyst\"}");
    String token = json(made).get("token").asText();
    assertThat(running.getAs(token, "/api/v1/me").statusCode()).isEqualTo(200);
    String path = "/api/v1/tokens/" + json(made).get("id").asText();
    assertThat(running.as(Running.TOKEN, "DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(running.getAs(token, "/api/v1/me").statusCode()).isEqualTo(401);
    JsonNode listed = json(running.get("/api/v1/tokens")).get("items");
    assertThat(listed.findValuesAsText("name")).contains("short", "admin");
    assertThat(listed.toString()).doesNotContain(token, Running.TOKEN);
    assertThat(listed.findParents("lastUsedAt").toString()).contains("lastUsedAt\":\"20");
  }

  @Test
  void aFeedKeyOpensFeedsInTheAddressAndNothingElse() {
    String key =
        running.newToken("{\"name\":\"reader\",\"role\":\"subscriber\",\"feedOnly\":true}");
    assertThat(key).startsWith("twf_");
    assertThat(running.getOpenly("/feeds/alerts.json?key=" + key).statusCode()).isEqualTo(200);
    assertThat(running.getOpenly("/feeds/alerts.json?limit=1&key=" + key).body())
        .contains("&key=" + key);
    assertThat(running.getOpenly("/api/v1/alerts?key=" + key).statusCode()).isEqualTo(401);
    assertThat(running.getAs(key, "/api/v1/alerts").statusCode()).isEqualTo(403);
    String full = token("subscriber");
    assertThat(running.getOpenly("/feeds/alerts.json?key=" + full).statusCode()).isEqualTo(401);
    assertThat(running.getOpenly("/feeds/alerts.json?key=twf_x").statusCode()).isEqualTo(401);
  }

  @Test
  void metricsMayAskForARoleOfTheirOwn() {
    AlertsConfig closed = AlertsConfig.defaults().withPort(0).withOpenMetrics(false);
    try (Running other = new Running(closed, SharedServers.newKafka(), SharedServers.database())) {
      assertThat(other.getOpenly("/metrics").statusCode()).isEqualTo(401);
      assertThat(other.getAs(token("analyst"), "/metrics").statusCode()).isEqualTo(401);
      assertThat(other.getAs(token("metrics"), "/metrics").statusCode()).isEqualTo(200);
      assertThat(other.getAs(token("metrics"), "/api/v1/alerts").statusCode()).isEqualTo(403);
      assertThat(other.getOpenly("/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void everyChangeIsInTheAuditLogAndNoSecretIs() throws Exception {
    HttpResponse<String> made =
        running.post("/api/v1/subscriptions", SUBSCRIPTION.formatted("audited"));
    String id = json(made).get("id").asText();
    String secret = json(made).get("secret").asText();
    running.as(Running.TOKEN, "DELETE", "/api/v1/subscriptions/" + id, "");
    running.post("/api/v1/subscriptions", "{\"name\":\"refused\"}");
    running.as(
        token("analyst"), "POST", ALERT + "/actions", "{\"action\":\"comment\",\"note\":\"x\"}");
    HttpResponse<String> log = running.get("/api/v1/audit?limit=200");
    JsonNode items = json(log).get("items");
    List<String> lines = new ArrayList<>();
    items.forEach(
        entry ->
            lines.add(
                entry.get("actor").asText()
                    + " "
                    + entry.get("action").asText()
                    + " "
                    + entry.get("object").asText()
                    + " "
                    + entry.get("outcome").asText()));
    assertThat(lines)
        .contains(
            "admin POST /api/v1/subscriptions /api/v1/subscriptions/" + id + " done",
            "admin DELETE /api/v1/subscriptions/{id} /api/v1/subscriptions/" + id + " done",
            "ana POST /api/v1/alerts/{id}/actions alert "
                + AlertId.ofCluster("huggingface:a")
                + " done");
    assertThat(log.body()).contains("\"audited\"").doesNotContain(secret, "refused");
    tokens.values().forEach(token -> assertThat(log.body()).doesNotContain(token));
    for (JsonNode entry : items) {
      if (entry.get("action").asText().equals("DELETE /api/v1/subscriptions/{id}")
          && entry.get("object").asText().endsWith(id)) {
        assertThat(entry.at("/before/name").asText()).isEqualTo("audited");
        assertThat(entry.get("after").isNull()).isTrue();
      }
    }
    assertThat(running.get("/api/v1/audit?actor=ana").body()).doesNotContain("\"actor\":\"admin\"");
  }

  private String token(String who) {
    return Objects.requireNonNull(tokens.get(who), who);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return EventJson.mapper().readTree(answer.body());
  }
}
