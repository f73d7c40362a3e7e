package dev.tunewatch.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.events.EventJson;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What stands after a run that nothing disturbed; one such run is enough for all tests. */
  private static Map<String, String> undisturbed = Map.of();

  @TempDir Path folder;

  private SimulatedHub hub;
  private Receiver receiver;
  private int releases;

  @BeforeEach
  void aHubWithARecordedDayAndASubscriber() throws Exception {
    try (InputStream day =
        Objects.requireNonNull(getClass().getResourceAsStream("/demo/recorded-day.ndjson"))) {
      RecordedHub records = RecordedHub.read(day);
      releases = records.size();
      hub = SimulatedHub.start(SimulatedHubConfig.defaults(), records, Clock.systemUTC());
    }
    receiver = Receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
    hub.close();
  }

  @Test
  void everyReleaseIsPublishedOnceAndEveryAlertDeliveredAndASecondRunDoesNothingNew()
      throws Exception {
    Path data = folder.resolve("data");

    JsonNode first = once(data);
    assertThat(first.get("listed").asInt()).isGreaterThanOrEqualTo(releases);
    assertThat(first.get("assessed").asInt()).isEqualTo(releases);
    assertThat(first.get("alerts").asInt()).isPositive();
    // An alert that grew while the day was read is told again.
    assertThat(first.get("delivered").asInt())
        .isEqualTo(receiver.deliveries().size())
        .isGreaterThanOrEqualTo(first.get("alerts").asInt());
    assertThat(first.get("gaps").asInt()).isZero();
    assertThat(first.get("deadLetters").asInt()).isZero();

    Map<String, Integer> parts = PublishedParts.keyCounts(data, "releases.v1");
    assertThat(parts.keySet().stream().filter(key -> key.endsWith("#listing"))).hasSize(releases);
    assertThat(parts).allSatisfy((key, count) -> assertThat(count).as(key).isEqualTo(1));

    int delivered = receiver.arrivals().size();
    JsonNode second = once(data);
    assertThat(second.get("published").asInt()).isZero();
    assertThat(second.get("delivered").asInt()).isZero();
    assertThat(second.get("alerts")).isEqualTo(first.get("alerts"));
    assertThat(second.get("assessed")).isEqualTo(first.get("assessed"));
    assertThat(receiver.arrivals()).hasSize(delivered);
    assertThat(receiver.refused()).isEmpty();
    undisturbed = Console.standing(Console.alerts(folder, data));
    assertThat(undisturbed).hasSize(first.get("alerts").asInt());
  }

  /** Two minutes, most of them waiting for the killed one's transactions to time out. */
  @Test
  @Tag("long")
  void killedInTheMiddleAndRestartedItEndsInTheStateOfAnUndisturbedRun() throws Exception {
    if (undisturbed.isEmpty()) {
      Path quiet = folder.resolve("undisturbed");
      once(quiet);
      undisturbed = Console.standing(Console.alerts(folder, quiet));
      receiver.close();
      receiver = Receiver.start();
    }
    Map<String, String> expected = undisturbed;

    Path data = folder.resolve("killed");
    int kills = 0;
    for (int deliveries : List.of(0, 1, 10)) {
      try (Launched run =
          Launched.tunewatch(folder, receiver.onceArguments(hub.address().toString(), data))) {
        if (deliveries == 0) {
          run.awaitLine("^ready after", PATIENCE);
        } else {
          int wanted = Math.max(deliveries, receiver.arrivals().size() + 1);
          await()
              .atMost(PATIENCE)
              .until(() -> receiver.arrivals().size() >= wanted || !run.isAlive());
        }
        if (run.isAlive()) {
          run.killHard();
          kills++;
        }
      }
    }
    assertThat(kills).as("runs that were killed before their end").isGreaterThanOrEqualTo(2);
    JsonNode last = once(data);

    Map<String, JsonNode> alerts = Console.alerts(folder, data);
    assertThat(Console.standing(alerts)).isEqualTo(expected);
    assertThat(Console.amiss(alerts, receiver.keysOfOneVersion().keySet()))
        .as("the last version of every alert was delivered, and none before it left out")
        .isEmpty();
    assertThat(receiver.keysOfOneVersion()).allSatisfy((v, keys) -> assertThat(keys).hasSize(1));
    assertThat(last.get("assessed").asInt()).isEqualTo(releases);
    assertThat(last.get("alerts").asInt()).isEqualTo(expected.size());
    assertThat(receiver.refused()).isEmpty();
    assertThat(new HashSet<>(receiver.arrivals())).hasSize(receiver.deliveries().size());
    Map<String, Integer> parts = PublishedParts.keyCounts(data, "releases.v1");
    assertThat(parts.keySet().stream().filter(key -> key.endsWith("#listing"))).hasSize(releases);
    assertThat(parts).allSatisfy((key, count) -> assertThat(count).as(key).isEqualTo(1));
  }

  @Test
  void aSecondProcessOnTheSameFolderIsRefusedInOneLine() throws Exception {
    Path data = folder.resolve("data");
    try (Launched first = Launched.tunewatch(folder, running(data))) {
      first.awaitLine("^ready after", PATIENCE);
      try (Launched second = Launched.tunewatch(folder, running(data))) {
        assertThat(second.awaitEnd(PATIENCE)).isEqualTo(2);
        assertThat(second.err().strip())
            .isEqualTo("tunewatch: --data " + data + " is in use by another tunewatch");
      }
    }
  }

  @Test
  void ctrlCStopsEverythingWithinTenSecondsAndLeavesNoProcess() throws Exception {
    Path data = folder.resolve("data");
    try (Launched run = Launched.tunewatch(folder, running(data))) {
      run.awaitLine("^ready after", PATIENCE);
      List<ProcessHandle> started = Launched.processesNaming(data.toString());
      assertThat(started).as("the process and its database's").hasSizeGreaterThan(1);

      run.interrupt();

      run.awaitEnd(Duration.ofSeconds(10));
      await()
          .atMost(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
    }
  }

  private JsonNode once(Path data) throws Exception {
    try (Launched run =
        Launched.tunewatch(folder, receiver.onceArguments(hub.address().toString(), data))) {
      int status = run.awaitEnd(PATIENCE);
      assertThat(status).as(run.err()).isZero();
      assertThat(run.out().lines()).as("stdout holds the one line").hasSize(1);
      return EventJson.mapper().readTree(run.out());
    }
  }

  private String[] running(Path data) {
    return new String[] {
      "standalone",
      "--hub",
      "huggingface=" + hub.address(),
      "--since",
      "all",
      "--data",
      data.toString(),
      "--port",
      "0"
    };
  }
}
