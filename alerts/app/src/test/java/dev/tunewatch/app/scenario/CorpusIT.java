package dev.tunewatch.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.events.EventJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job over the recorded hub of some 8,000 real releases. */
@Tag("corpus")
@Tag("long")
class CorpusIT {

  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final int RELEASES = 8_026;

  @TempDir Path folder;

  @Test
  void everyRealReleaseIsPublishedOnceAndInspectAgreesWithTheStream() throws Exception {
    Path records = Path.of(System.getProperty("tunewatch.corpus"), "huggingface/models.ndjson.gz");
    assertThat(records).as("recorded hub records; see -Dtunewatch.corpus").exists();
    Path data = folder.resolve("data");
    try (Receiver receiver = Receiver.start();
        Launched hub =
            Launched.tunewatch(folder, "hub", "--from", records.toString(), "--port", "0")) {
      String address = hub.awaitLine("hub ready at (http://[^ ]+)", PATIENCE);

      JsonNode first = once(address, data, receiver);
      JsonNode second = once(address, data, receiver);

      assertThat(first.get("assessed").asInt()).isEqualTo(RELEASES);
      assertThat(first.get("deadLetters").asInt()).isZero();
      assertThat(first.get("delivered").asInt()).isPositive();
      assertThat(second.get("published").asInt()).isZero();
      assertThat(second.get("delivered").asInt()).isZero();
      assertThat(second.get("flagged")).isEqualTo(first.get("flagged"));
      assertThat(receiver.refused()).isEmpty();

      Map<String, Integer> parts = PublishedParts.keyCounts(data, "releases.v1");
      assertThat(parts.keySet().stream().filter(key -> key.endsWith("#listing"))).hasSize(RELEASES);
      assertThat(parts).allSatisfy((key, count) -> assertThat(count).as(key).isEqualTo(1));

      Map<String, String> offline = flaggedOffline(records);
      Map<String, JsonNode> alerts = Console.alerts(folder, data);
      assertThat(first.get("flagged").asInt()).isEqualTo(offline.size());
      assertThat(alerts.values().stream().mapToInt(a -> a.get("flaggedCount").asInt()).sum())
          .isEqualTo(offline.size());
      assertThat(flaggedMembers(alerts)).isEqualTo(offline);
    }
  }

  private JsonNode once(String hub, Path data, Receiver receiver) throws Exception {
    try (Launched run =
        Launched.tunewatch(
            folder,
            "standalone",
            "--hub",
            "huggingface=" + hub,
            "--since",
            "all",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--webhook",
            receiver.url(),
            "--webhook-secret",
            Receiver.SECRET,
            "--allow-local-targets",
            "--once")) {
      assertThat(run.awaitEnd(PATIENCE)).as(run.err()).isZero();
      return EventJson.mapper().readTree(run.out());
    }
  }

  private Map<String, String> flaggedOffline(Path records) throws Exception {
    Map<String, String> flagged = new HashMap<>();
    try (Launched inspect = Launched.tunewatch(folder, "inspect", records.toString())) {
      assertThat(inspect.awaitEnd(PATIENCE)).as(inspect.err()).isZero();
      Path lines = Files.writeString(folder.resolve("findings.ndjson"), inspect.out());
      for (String line : Files.readAllLines(lines)) {
        JsonNode finding = EventJson.mapper().readTree(line);
        if (finding.get("flagged").asBoolean()) {
          flagged.put(finding.get("id").asText(), finding.get("severity").asText());
        }
      }
    }
    return flagged;
  }

  /** No cluster of the corpus has more members than an alert names. */
  private static Map<String, String> flaggedMembers(Map<String, JsonNode> alerts) {
    Map<String, String> flagged = new HashMap<>();
    alerts
        .values()
        .forEach(
            alert ->
                alert
                    .get("members")
                    .forEach(
                        member -> {
                          if (member.get("flagged").asBoolean()) {
                            String release = member.get("release").asText();
                            flagged.put(
                                release.substring(release.indexOf(':') + 1),
                                member.get("severity").asText());
                          }
                        }));
    return flagged;
  }
}
