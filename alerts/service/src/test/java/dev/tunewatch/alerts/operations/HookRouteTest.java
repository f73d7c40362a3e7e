package dev.tunewatch.alerts.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookRouteTest {

  @Test
  void thereIsNothingWithoutAHookAndWithOneItAnswers() throws Exception {
    try (OperationsServer server =
        new OperationsServer("127.0.0.1", 0, new CollectorRegistry(), List::of)) {
      assertThat(post(server, "s", "{}")).isEqualTo(404);

      server.hook(
          "huggingface",
          (secret, body) ->
              "s".equals(secret) && new String(body, StandardCharsets.UTF_8).equals("{}")
                  ? 202
                  : 401);

      assertThat(post(server, "s", "{}")).isEqualTo(202);
      assertThat(post(server, "t", "{}")).isEqualTo(401);
      assertThat(post(server, "s", "x".repeat(70_000))).isEqualTo(413);
    }
  }

  private static int post(OperationsServer server, String secret, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/hooks/huggingface"))
            .header("X-Webhook-Secret", secret)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
