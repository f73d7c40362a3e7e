package dev.tunewatch.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.events.EventJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Somebody who works with the alerts of a running process, by its API. */
final class Analyst {

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final String token;

  /**
   * Of a console.
   *
   * @param address ends with a slash
   */
  Analyst(String address, String token) {
    this.address = address;
    this.token = token;
  }

  /** An alert of one copy that stands. */
  JsonNode aPlainAlert() throws Exception {
    for (JsonNode alert : send("GET", "api/v1/alerts?state=new&limit=100", "").get("items")) {
      if (alert.get("memberCount").asInt() == 1 && !alert.get("severity").asText().equals("P4")) {
        return alert;
      }
    }
    throw new AssertionError("no alert of one copy stands");
  }

  /** Takes an action on an alert. */
  void act(JsonNode alert, String action) throws Exception {
    send("POST", "api/v1/alerts/" + alert.get("id").asText() + "/actions", action);
  }

  private JsonNode send(String method, String path, String body) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(address + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return EventJson.mapper().readTree(answer.body());
  }
}
