package dev.tunewatch.alerts.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.events.ComponentHealth;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationsServerTest {

  @Test
  void saysWhichComponentIsNotReadyAndWhy() throws Exception {
    try (OperationsServer server =
        new OperationsServer(
            "127.0.0.1",
            0,
            new CollectorRegistry(),
            () ->
                List.of(
                    ComponentHealth.ready("streams", "running"),
                    ComponentHealth.notReady("ingest", "429 for 10 minutes")))) {
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
      HttpResponse<String> ready = get(server, "/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body())
          .isEqualTo(
              "{\"status\":\"not ready\",\"components\":["
                  + "{\"component\":\"streams\",\"ready\":true,\"reason\":\"running\"},"
                  + "{\"component\":\"ingest\",\"ready\":false,"
                  + "\"reason\":\"429 for 10 minutes\"}]}");
      assertThat(get(server, "/metrics").body())
          .contains("tunewatch_component_ready{component=\"ingest\",} 0.0");
    }
  }

  @Test
  void showsSeveralRegistriesWithEachFamilyOnce() throws Exception {
    CollectorRegistry first = registryWith("ingest");
    CollectorRegistry second = registryWith("inspect");
    try (OperationsServer server =
        new OperationsServer("127.0.0.1", 0, first, List.of(second, first), List::of)) {
      String text = get(server, "/metrics").body();
      assertThat(text.lines().filter(l -> l.startsWith("# TYPE tunewatch_dead_letters_total")))
          .hasSize(1);
      assertThat(text).contains("{stage=\"ingest\",} 1.0", "{stage=\"inspect\",} 1.0");
    }
  }

  private static CollectorRegistry registryWith(String stage) {
    CollectorRegistry registry = new CollectorRegistry();
    Counter.build("tunewatch_dead_letters_total", "Refused.")
        .labelNames("stage")
        .register(registry)
        .labels(stage)
        .inc();
    return registry;
  }

  private static HttpResponse<String> get(OperationsServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
