package dev.tunewatch.crawler.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.crawler.simulated.HubClient.Answer;
import dev.tunewatch.crawler.simulated.clock.HubClock;
import dev.tunewatch.crawler.simulated.world.Timeline;
import dev.tunewatch.crawler.simulated.world.TimelineFile;
import dev.tunewatch.crawler.simulated.world.TimelineRunner;
import dev.tunewatch.crawler.simulated.world.World;
import dev.tunewatch.crawler.simulated.world.WorldEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir private Path directory = Path.of("");

  private final RecordedHub records =
      Recordings.of(
          "{'id':'o/a','tags':['uncensored'],'createdAt':'2026-06-01T10:00:00.000Z',"
              + "'siblings':[{'rfilename':'README.md'}],'_files':{'README.md':'one'}}",
          "{'id':'o/b','createdAt':'2026-06-01T11:00:00.000Z'}");
  private final World world = new World(records);
  private final SimulatedHub hub =
      SimulatedHub.start(SimulatedHubConfig.defaults(), records, Clock.systemUTC());
  private final HubClient client = new HubClient(hub);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void commitMovesTheModelToTheFrontOfTheChanged() {
    String sha = client.get("/api/models/o/a").json().path("sha").asText();
    world.apply(new WorldEvent.Edited(NOON, "o/a", Map.of("tags", "[]"), Map.of("LICENSE", "mit")));
    Answer changed = client.get("/api/models?sort=lastModified&full=true");
    assertThat(changed.ids()).containsExactly("o/a", "o/b");
    assertThat(changed.json().path(0).path("lastModified").asText())
        .isEqualTo("2026-06-01T12:00:00.000Z");
    assertThat(changed.json().path(0).path("tags")).isEmpty();
    assertThat(changed.json().path(0).path("sha").asText()).isNotEqualTo(sha).hasSize(40);
    assertThat(changed.json().path(0).path("siblings").toString()).contains("LICENSE", "README");
    assertThat(client.get("/o/a/resolve/main/LICENSE").text()).isEqualTo("mit");
  }

  @Test
  void settingsAreNoCommit() {
    world.apply(new WorldEvent.Edited(NOON, "o/a", Map.of("gated", "\"auto\"")));
    Answer changed = client.get("/api/models?sort=lastModified&full=true");
    assertThat(changed.ids()).containsExactly("o/b", "o/a");
    assertThat(changed.json().path(1).path("gated").asText()).isEqualTo("auto");
    world.apply(new WorldEvent.Edited(NOON, "o/a", Map.of("private", "true")));
    assertThat(client.get("/api/models?sort=createdAt").ids()).containsExactly("o/b");
    assertThat(client.get("/api/models/o/a").status()).isEqualTo(401);
    world.apply(new WorldEvent.Edited(NOON, "o/a", Map.of("private", "false")));
    assertThat(client.get("/api/models?sort=createdAt").ids()).containsExactly("o/b", "o/a");
  }

  @Test
  void oldNameLeadsToTheNewestUntilSomebodyTakesIt() {
    world.apply(new WorldEvent.Renamed(NOON, "o/a", "p/a"));
    world.apply(new WorldEvent.Renamed(NOON, "p/a", "q/a"));
    Answer moved = client.get("/api/models/o/a?expand=sha");
    assertThat(moved.status()).isEqualTo(307);
    assertThat(moved.header("Location")).isEqualTo("/api/models/q/a?expand=sha");
    world.apply(new WorldEvent.Born(NOON, Recordings.record("{'id':'o/a','likes':9}")));
    assertThat(client.get("/api/models/o/a").json().path("likes").asInt()).isEqualTo(9);
    world.apply(new WorldEvent.Deleted(NOON, "q/a"));
    assertThat(client.get("/api/models/p/a").status()).isEqualTo(401);
    assertThat(client.get("/api/models/p/a", "Authorization", "Bearer x").status()).isEqualTo(404);
  }

  @Test
  void eventThatContradictsTheWorldChangesNothing() {
    assertThatThrownBy(() -> world.apply(new WorldEvent.Deleted(NOON, "o/x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> world.apply(new WorldEvent.Renamed(NOON, "o/a", "o/b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(client.get("/api/models").ids()).hasSize(2);
    Timeline timeline = Timeline.sorted(List.of(new WorldEvent.Deleted(NOON, "o/x")));
    assertThat(timeline.advance(world, NOON)).isZero();
    assertThat(timeline.refused()).isEqualTo(1);
  }

  @Test
  void timelineFileIsReadWithTimesAndDurations() throws Exception {
    Path file = directory.resolve("timeline.jsonl");
    Files.writeString(
        file,
        "{\"at\":\"2h\",\"event\":\"deleted\",\"name\":\"o/b\"}\n"
            + "{\"at\":\"2026-06-01T12:30:00Z\",\"event\":\"edited\",\"name\":\"o/a\","
            + "\"set\":{\"tags\":[\"x\"],\"gated\":null},\"files\":{\"README.md\":\"two\"}}\n"
            + "{\"at\":\"90m\",\"event\":\"renamed\",\"name\":\"o/a\",\"to\":\"o/z\"}\n"
            + "{\"at\":\"1s\",\"event\":\"born\",\"record\":{\"id\":\"o/c\"}}\n");
    Timeline timeline = Timeline.sorted(TimelineFile.read(file, NOON));
    assertThat(timeline.next()).contains(NOON.plusSeconds(1));
    assertThat(timeline.advance(world, NOON.plus(Duration.ofMinutes(90)))).isEqualTo(3);
    assertThat(client.get("/o/z/resolve/main/README.md").text()).isEqualTo("two");
    assertThat(client.get("/api/models").ids()).containsExactlyInAnyOrder("o/z", "o/b", "o/c");
    assertThat(timeline.advance(world, NOON.plus(Duration.ofHours(2)))).isEqualTo(1);
    assertThat(timeline.next()).isEmpty();
  }

  @Test
  void timelineThatCannotBeReadIsRefusedWithFileAndLine() throws IOException {
    Path file = directory.resolve("timeline.jsonl");
    for (String line :
        List.of(
            "{}",
            "{\"at\":\"1s\",\"event\":\"dropped\",\"name\":\"o/a\"}",
            "{\"at\":\"soon\",\"event\":\"deleted\",\"name\":\"o/a\"}",
            "{\"at\":\"1s\",\"event\":\"deleted\",\"name\":\"o/a\",\"why\":1}",
            "{\"at\":\"1s\",\"event\":\"renamed\",\"name\":\"o/a\"}",
            "{\"at\":\"1s\",\"event\":\"born\",\"record\":{}}",
            "{\"at\":\"1s\",\"event\":\"edited\",\"name\":\"o/a\",\"files\":{\"a\":1}}")) {
      Files.writeString(
          file, "{\"at\":\"1s\",\"event\":\"deleted\",\"name\":\"o/a\"}\n" + line + "\n");
      assertThatThrownBy(() -> TimelineFile.read(file, NOON))
          .as(line)
          .isInstanceOf(UnreadableRecordException.class)
          .hasMessageStartingWith(file + ":2: ");
    }
  }

  @Test
  void replayLetsModelsAppearByTheirCreationAndCardsByTheirChange() {
    RecordedHub recording =
        Recordings.of(
            "{'id':'o/old','createdAt':'2026-06-01T11:00:00.000Z'}",
            "{'id':'o/new','createdAt':'2026-06-01T13:00:00.000Z',"
                + "'lastModified':'2026-06-01T14:00:00.000Z','_files':{'README.md':'late'}}");
    String sha = recording.find("o/new").orElseThrow().sha();
    Timeline timeline = Timeline.sorted(Timeline.eventsBehind(recording, NOON));
    assertThat(recording.size()).isEqualTo(1);
    World replayed = new World(recording);
    HubClock fast = new HubClock(Clock.systemUTC(), NOON, 36_000);
    try (TimelineRunner runner = TimelineRunner.start(replayed, timeline, fast)) {
      await().until(() -> recording.find("o/new").isPresent());
      await().until(() -> !recording.find("o/new").orElseThrow().texts().isEmpty());
      assertThat(recording.find("o/new").orElseThrow().sha()).isEqualTo(sha);
      assertThat(recording.find("o/new").orElseThrow().lastModified())
          .isEqualTo("2026-06-01T14:00:00Z");
    }
  }

  @Test
  void walkWhileTheHubGrowsSeesEachModelThatWasThereOnce() {
    List<String> there = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String id = "o/m" + i;
      there.add(id);
      records.add(
          Recordings.record("{'id':'" + id + "','createdAt':'" + NOON.plusMillis(i) + "'}"));
    }
    Thread births =
        new Thread(
            () -> {
              for (int i = 0; i < 300; i++) {
                world.apply(
                    new WorldEvent.Born(
                        NOON,
                        Recordings.record(
                            "{'id':'n/m" + i + "','createdAt':'2026-06-02T00:00:00.000Z'}")));
              }
            });
    births.start();
    List<String> seen =
        client.walk("/api/models?sort=createdAt&limit=10").stream()
            .flatMap(page -> page.ids().stream())
            .filter(id -> id.startsWith("o/m"))
            .toList();
    assertThat(seen).hasSize(300);
    assertThat(new HashSet<>(seen)).isEqualTo(new HashSet<>(there));
  }
}
