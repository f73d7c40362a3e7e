package dev.tunewatch.crawler.simulated.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.crawler.simulated.HubRecord;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.world.Histories.Expected;
import dev.tunewatch.crawler.simulated.world.Histories.History;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HistoriesTest {

  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

  private final History history = Histories.of(7, 3_000, START, Duration.ofHours(3));

  @Test
  void worldEndsAsTheOracleSays() {
    RecordedHub hub = RecordedHub.empty();
    World world = new World(hub);
    Timeline timeline = new Timeline(history.events());
    assertThat(timeline.advance(world, START.plus(Duration.ofHours(3))))
        .isEqualTo(history.events().size());
    assertThat(timeline.refused()).isZero();
    Map<Expected.State, Integer> ends = new EnumMap<>(Expected.State.class);
    history
        .expected()
        .forEach(
            (name, expected) -> {
              ends.merge(expected.state(), 1, Integer::sum);
              HubRecord record = hub.find(name).orElse(null);
              switch (expected.state()) {
                case PRESENT, PRIVATE -> assertSame(expected, Objects.requireNonNull(record, name));
                case RENAMED -> {
                  assertThat(record).as(name).isNull();
                  HubRecord there =
                      hub.find(Objects.requireNonNull(expected.movedTo())).orElseThrow();
                  assertThat(there.objectId()).isEqualTo(expected.objectId());
                }
                case REMOVED -> assertThat(record).as(name).isNull();
              }
            });
    assertThat(ends.values()).hasSize(4).allMatch(n -> n > 10);
    assertThat(hub.size())
        .isEqualTo(
            ends.getOrDefault(Expected.State.PRESENT, 0)
                + ends.getOrDefault(Expected.State.PRIVATE, 0));
  }

  @Test
  void sameSeedIsTheSameHistory() {
    History again = Histories.of(7, 3_000, START, Duration.ofHours(3));
    assertThat(again.expected()).isEqualTo(history.expected());
    assertThat(Histories.of(8, 3_000, START, Duration.ofHours(3)).expected())
        .isNotEqualTo(history.expected());
  }

  private static void assertSame(Expected expected, HubRecord record) {
    assertThat(record.objectId()).isEqualTo(expected.objectId());
    assertThat(record.sha()).as(expected.name()).isEqualTo(expected.sha());
    assertThat(record.createdAt()).isEqualTo(expected.createdAt());
    assertThat(record.lastModified()).isEqualTo(expected.lastModified());
    assertThat(record.json("gated")).isEqualTo(expected.gated());
    assertThat(record.json("private"))
        .isEqualTo(expected.state() == Expected.State.PRIVATE ? "true" : "false");
    for (String tag : expected.tags()) {
      assertThat(record.json("tags")).contains('"' + tag + '"');
    }
    assertThat(Objects.requireNonNull(record.json("tags")).split(","))
        .hasSize(expected.tags().size());
    assertThat(record.texts()).containsEntry("README.md", expected.card());
  }
}
