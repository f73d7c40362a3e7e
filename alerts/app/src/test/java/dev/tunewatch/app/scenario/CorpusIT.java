package dev.tunewatch.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.events.EventJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
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

  private Path records;

  @BeforeEach
  void theRecordedHub() {
    records = Path.of(System.getProperty("tunewatch.corpus"), "huggingface/models.ndjson.gz");
    assertThat(records).as("recorded hub records; see -Dtunewatch.corpus").exists();
  }

  @Test
  void everyRealReleaseIsPublishedOnceAndInspectAgreesWithTheStream() throws Exception {
    Path data = folder.resolve("data");
    try (Receiver receiver = Receiver.start();
        Launched hub = hub()) {
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
      assertEachPublishedOnce(data);

      Map<String, JsonNode> offline = flaggedOffline(records);
      Map<String, JsonNode> alerts = Console.alerts(folder, data);
      assertThat(first.get("flagged").asInt()).isEqualTo(offline.size());
      assertThat(alerts.values().stream().mapToInt(a -> a.get("flaggedCount").asInt()).sum())
          .isEqualTo(offline.size());
      assertThat(flaggedMembers(alerts)).isEqualTo(told(offline));
    }
  }

  @Test
  void killedInTheMiddleOfRealReleasesItEndsInTheStateOfAnUndisturbedRun() throws Exception {
    try (Receiver quiet = Receiver.start();
        Receiver receiver = Receiver.start();
        Launched hub = hub()) {
      String address = hub.awaitLine("hub ready at (http://[^ ]+)", PATIENCE);
      Path undisturbed = folder.resolve("undisturbed");
      once(address, undisturbed, quiet);
      Map<String, String> expected = Console.standing(Console.alerts(folder, undisturbed));

      Path data = folder.resolve("killed");
      int kills = 0;
      for (int deliveries : List.of(5, 60, 120)) {
        try (Launched run = Launched.tunewatch(folder, receiver.onceArguments(address, data))) {
          await()
              .atMost(PATIENCE)
              .until(() -> receiver.arrivals().size() >= deliveries || !run.isAlive());
          if (run.isAlive()) {
            run.killHard();
            kills++;
          }
        }
      }
      assertThat(kills).as("runs that were killed before their end").isGreaterThanOrEqualTo(2);
      JsonNode last = once(address, data, receiver);

      assertThat(last.get("assessed").asInt()).isEqualTo(RELEASES);
      Map<String, JsonNode> alerts = Console.alerts(folder, data);
      assertThat(Console.standing(alerts)).isEqualTo(expected);
      assertThat(Console.amiss(alerts, receiver.keysOfOneVersion().keySet())).isEmpty();
      assertThat(receiver.keysOfOneVersion()).allSatisfy((v, keys) -> assertThat(keys).hasSize(1));
      assertThat(receiver.refused()).isEmpty();
      assertEachPublishedOnce(data);
    }
  }

  private Launched hub() throws Exception {
    return Launched.tunewatch(folder, "hub", "--from", records.toString(), "--port", "0");
  }

  private static void assertEachPublishedOnce(Path data) throws Exception {
    Map<String, Integer> parts = PublishedParts.keyCounts(data, "releases.v1");
    assertThat(parts.keySet().stream().filter(key -> key.endsWith("#listing"))).hasSize(RELEASES);
    assertThat(parts).allSatisfy((key, count) -> assertThat(count).as(key).isEqualTo(1));
  }

  private JsonNode once(String hub, Path data, Receiver receiver) throws Exception {
    try (Launched run = Launched.tunewatch(folder, receiver.onceArguments(hub, data))) {
      assertThat(run.awaitEnd(PATIENCE)).as(run.err()).isZero();
      return EventJson.mapper().readTree(run.out());
    }
  }

  private Map<String, JsonNode> flaggedOffline(Path records) throws Exception {
    Map<String, JsonNode> flagged = new HashMap<>();
    try (Launched inspect = Launched.tunewatch(folder, "inspect", records.toString())) {
      assertThat(inspect.awaitEnd(PATIENCE)).as(inspect.err()).isZero();
      Path lines = Files.writeString(folder.resolve("findings.ndjson"), inspect.out());
      for (String line : Files.readAllLines(lines)) {
        JsonNode finding = EventJson.mapper().readTree(line);
        if (finding.get("flagged").asBoolean()) {
          flagged.put(finding.get("id").asText(), finding);
        }
      }
    }
    return flagged;
  }

  private static Map<String, String> told(Map<String, JsonNode> findings) {
    Map<String, String> told = new HashMap<>();
    findings.forEach((id, finding) -> told.put(id, told(finding)));
    return told;
  }

  /** Severity and parents, as many as a member names. */
  private static String told(JsonNode finding) {
    List<String> parents = new ArrayList<>();
    for (JsonNode parent : finding.path("parents")) {
      if (parents.size() < Member.MAX_PARENTS) {
        parents.add(parent.toString());
      }
    }
    return finding.get("severity").asText() + " " + parents;
  }

  /** No cluster of the corpus has more members than an alert names. */
  private static Map<String, String> flaggedMembers(Map<String, JsonNode> alerts) {
    Map<String, String> flagged = new HashMap<>();
    for (JsonNode alert : alerts.values()) {
      for (JsonNode member : alert.get("members")) {
        if (member.get("flagged").asBoolean()) {
          String release = member.get("release").asText();
          flagged.put(release.substring(release.indexOf(':') + 1), told(member));
        }
      }
    }
    return flagged;
  }
}
