package dev.tunewatch.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three services apart, as the chart runs them, against an outside Kafka and PostgreSQL. */
class ServicesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String RELEASES =
      """
      {"id":"maker/tiny-llama-7b-abliterated","tags":["text-generation","abliterated"],"pipeline_tag":"text-generation"}
      {"id":"maker/plain-7b","tags":["text-generation"],"pipeline_tag":"text-generation"}
      """;

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aReleaseTravelsThroughThreeProcessesToASignedWebhook() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        Database database = Database.embedded(folder.resolve("postgres"));
        Receiver receiver = Receiver.start();
        SimulatedHub hub =
            SimulatedHub.start(
                SimulatedHubConfig.defaults(),
                RecordedHub.read(
                    new ByteArrayInputStream(RELEASES.getBytes(StandardCharsets.UTF_8))),
                Clock.systemUTC())) {
      String kafka =
          "kafka:\n  bootstrapServers: "
              + broker.bootstrapServers()
              + "\n  partitions: 2\n  replication: 1\nhttp:\n  port: 0\n";
      Path token =
          Files.writeString(folder.resolve("token"), "a-token-of-sufficient-length-0123456789");
      Path ingest =
          file("ingest.yaml", kafka + "hub:\n  baseUrl: " + hub.address() + "\n  since: all\n");
      Path streams =
          file("streams.yaml", kafka + "stateDirectory: " + folder.resolve("state") + "\n");
      Path alerts =
          file(
              "alerts.yaml",
              kafka
                  + "database:\n  url: "
                  + database.jdbcUrl()
                  + "\nadminTokenFile: "
                  + token
                  + "\nallowLocalTargets: true\n");

      try (Launched topics =
          Launched.tunewatch(
              folder, "topics", "apply", "--config", file("k.yaml", kafka).toString())) {
        assertThat(topics.awaitEnd(PATIENCE)).as(topics.err()).isZero();
        assertThat(topics.out()).contains("created: tunewatch.releases.v1");
      }
      try (Launched alerting = service("alerts", alerts);
          Launched streaming = service("streams", streams)) {
        String port = alerting.awaitLine("alerts run at port (\\d+)", PATIENCE);
        subscribe(port, token, receiver.url());
        streaming.awaitLine("streams run", PATIENCE);
        try (Launched crawling = service("ingest", ingest)) {
          crawling.awaitLine("ingest of huggingface runs", PATIENCE);
          await().atMost(PATIENCE).until(() -> !receiver.arrivals().isEmpty());
        }
      }

      assertThat(receiver.refused()).isEmpty();
      assertThat(receiver.deliveries().values())
          .singleElement()
          .satisfies(
              alert ->
                  assertThat(alert.get("lead").get("release").asText())
                      .isEqualTo("huggingface:maker/tiny-llama-7b-abliterated"));
    }
  }

  private void subscribe(String port, Path token, String url) throws Exception {
    String body =
        "{\"name\":\"test\",\"channel\":\"webhook\",\"url\":\"%s\",\"secret\":\"%s\","
                .formatted(url, Receiver.SECRET)
            + "\"severityFloor\":\"P3\",\"includeBacklog\":true}";
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/subscriptions"))
                .header("Authorization", "Bearer " + Files.readString(token))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private Launched service(String name, Path config) throws Exception {
    return Launched.tunewatch(folder, name, "--config", config.toString());
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }
}
