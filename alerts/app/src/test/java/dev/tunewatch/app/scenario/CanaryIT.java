package dev.tunewatch.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.events.EventJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A made-up release goes the whole way, is measured at its end and told to nobody. */
class CanaryIT {

  private static final String TOKEN = "twa_0123456789abcdef0123456789";
  private static final Pattern COUNT =
      Pattern.compile("^tunewatch_canary_seconds_count ([0-9.]+)$", Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void eachCanaryBecomesAMeasureAndNoAlertAndNoDelivery() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), TOKEN);
    try (Receiver receiver = Receiver.start();
        Launched run =
            Launched.tunewatch(
                folder,
                "standalone",
                "--hub",
                "huggingface=http://127.0.0.1:9",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                "0",
                "--webhook",
                receiver.url(),
                "--allow-local-targets",
                "--admin-token-file",
                token.toString(),
                "--canary-every",
                "2s")) {
      String address = run.awaitLine("^ready after [0-9.]+ s at (\\S+)", Duration.ofMinutes(3));

      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(arrived(address)).isGreaterThanOrEqualTo(2));

      JsonNode coverage = EventJson.mapper().readTree(get(address + "api/v1/coverage"));
      assertThat(coverage.get("canaryOverdue").asBoolean()).isFalse();
      assertThat(coverage.get("status").findValuesAsText("component")).contains("canary");
      assertThat(EventJson.mapper().readTree(get(address + "api/v1/alerts")).get("items"))
          .isEmpty();
      assertThat(EventJson.mapper().readTree(get(address + "feeds/alerts.json")).get("items"))
          .isEmpty();
      assertThat(receiver.arrivals()).isEmpty();
    }
  }

  private static double arrived(String address) throws Exception {
    Matcher count = COUNT.matcher(get(address + "metrics"));
    return count.find() ? Double.parseDouble(count.group(1)) : 0;
  }

  private static String get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + TOKEN)
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
