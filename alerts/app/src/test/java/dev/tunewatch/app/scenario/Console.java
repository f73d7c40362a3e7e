package dev.tunewatch.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an analyst would see: the alerts of a data folder, read by API from a running process. */
final class Console {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Console() {}

  /** All alerts of that folder, by cluster; starts a process on it that crawls nothing new. */
  static Map<String, JsonNode> alerts(Path folder, Path data) throws Exception {
    try (Launched run =
        Launched.tunewatch(
            folder,
            "standalone",
            "--hub",
            "huggingface=http://127.0.0.1:9",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--public-view")) {
      String address = run.awaitLine("^ready after [0-9.]+ s at (\\S+)", PATIENCE);
      Map<String, JsonNode> alerts = new TreeMap<>();
      for (JsonNode alert : read(address)) {
        alerts.put(alert.get("clusterId").asText(), alert);
      }
      return alerts;
    }
  }

  /** What stands, without what depends on when it was told. */
  static Map<String, String> standing(Map<String, JsonNode> alerts) {
    Map<String, String> standing = new TreeMap<>();
    alerts.forEach(
        (cluster, alert) ->
            standing.put(
                cluster,
                "%s, %d flagged of %d, lead %s"
                    .formatted(
                        alert.get("severity").asText(),
                        alert.get("flaggedCount").asInt(),
                        alert.get("memberCount").asInt(),
                        alert.get("lead").get("release").asText())));
    return standing;
  }

  /**
   * What of these alerts should have been told and was not, or was told and does not exist. From
   * the first version on that somebody heard of, he hears of all; what is P4 and never was more is
   * recorded and told to nobody.
   *
   * @param told as {@link Receiver#keysOfOneVersion} names them
   */
  static List<String> amiss(Map<String, JsonNode> alerts, Set<String> told) {
    List<String> amiss = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (JsonNode alert : alerts.values()) {
      boolean heard = false;
      for (int version = 1; version <= alert.get("version").asInt(); version++) {
        String name = alert.get("id").asText() + " version " + version;
        known.add(name);
        if (heard && !told.contains(name)) {
          amiss.add(name + " was left out");
        }
        heard |= told.contains(name);
      }
      if (!heard && !alert.get("severity").asText().equals("P4")) {
        amiss.add(alert.get("id").asText() + " was not told");
      }
    }
    told.stream().filter(name -> !known.contains(name)).forEach(n -> amiss.add(n + " is unknown"));
    return amiss;
  }

  private static List<JsonNode> read(String address) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    List<JsonNode> alerts = new ArrayList<>();
    String cursor = "";
    do {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(address + "api/v1/alerts?limit=100" + cursor))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode page = EventJson.mapper().readTree(answer.body());
      page.get("items").forEach(alerts::add);
      cursor = page.path("next").isTextual() ? "&cursor=" + page.get("next").asText() : "";
    } while (!cursor.isEmpty());
    return alerts;
  }
}
