package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A running service, a receiver, and what an administrator does with both. */
final class Subscribed implements AutoCloseable {

  private static final String PATH = "/api/v1/subscriptions";

  final KafkaSettings kafka = SharedServers.newKafka();
  final MockWebServer receiver;
  final Running running;

  Subscribed() throws IOException {
    SharedServers.emptyDatabase();
    receiver = Running.receiver();
    running = Running.start(kafka, SharedServers.database());
  }

  /** Makes a webhook subscription with members of one's own; the id. */
  String add(String name, String members) {
    String url = receiver.url("/" + name).toString();
    JsonNode made =
        read(
            running.post(
                PATH,
                "{\"name\":\"%s\",\"url\":\"%s\"%s%s}"
                    .formatted(
                        name, url, members.isEmpty() ? "" : ",", members.replace('\'', '"'))),
            201);
    return made.get("id").asText();
  }

  void publish(Assessment... assessments) {
    SharedServers.publish(kafka, List.of(assessments));
  }

  /** Where the messages of one are. */
  JsonNode standing(String id) {
    return subscription(id).get("standing");
  }

  JsonNode subscription(String id) {
    return read(running.get(PATH + "/" + id), 200);
  }

  JsonNode post(String path, String json, int status) {
    return read(running.post(path, json.replace('\'', '"')), status);
  }

  /** The delivery log, the newest first. */
  List<JsonNode> log() {
    List<JsonNode> rows = new ArrayList<>();
    read(running.get("/api/v1/deliveries?limit=200"), 200).get("items").forEach(rows::add);
    return rows;
  }

  List<String> log(String field) {
    return log().stream().map(row -> row.get(field).asText()).toList();
  }

  /** The next request of the receiver. */
  Received next() throws InterruptedException, IOException {
    RecordedRequest request = receiver.takeRequest(15, TimeUnit.SECONDS);
    assertThat(request).as("another message").isNotNull();
    RecordedRequest there = Objects.requireNonNull(request);
    return new Received(
        there.getUrl().encodedPath(),
        String.valueOf(there.getHeaders().get("webhook-id")),
        (ObjectNode) EventJson.mapper().readTree(Objects.requireNonNull(there.getBody()).utf8()));
  }

  /** The receiver answers so from now on. */
  void answering(Function<RecordedRequest, MockResponse> answer) {
    receiver.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer.apply(request);
          }
        });
  }

  void answering(int status) {
    answering(request -> new MockResponse.Builder().code(status).build());
  }

  void awaitCaughtUp() {
    await().atMost(Duration.ofSeconds(30)).until(running.service::caughtUp);
  }

  /** Lets time pass where the database keeps it. */
  static void sql(String statement) {
    SharedServers.database().jdbi().useHandle(handle -> handle.execute(statement));
  }

  static long count(String query) {
    return SharedServers.database()
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(long.class).one());
  }

  @Override
  public void close() {
    running.close();
    receiver.close();
  }

  private static JsonNode read(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    try {
      return EventJson.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What the receiver got. */
  record Received(String path, String messageId, ObjectNode body) {
    String type() {
      return body.get("type").asText();
    }

    JsonNode data() {
      return body.get("data");
    }
  }
}
