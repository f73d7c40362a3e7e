package dev.tunewatch.topology;

import static dev.tunewatch.topology.Parts.listing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Assessment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a cluster speaks, and what it says of why. */
class EmissionTest {

  private final Path state;
  private DrivenTopology topology;

  EmissionTest(@TempDir Path state) {
    this.state = state;
    this.topology = new DrivenTopology(state, new WordDetector());
  }

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void theFirstChangeIsSaidAtOnceAndTheOthersOfItsSecondTogether() {
    for (int i = 0; i < 20; i++) {
      topology.putAtOnce(listing("m" + i + "/model", i, "abliterated"));
    }
    assertThat(members()).containsExactly(1);
    assertThat(waiting()).isEqualTo(1);

    topology.driver.advanceWallClockTime(Duration.ofMillis(900));
    assertThat(members()).containsExactly(1);
    topology.driver.advanceWallClockTime(Duration.ofMillis(200));
    assertThat(members()).containsExactly(1, 20);
    assertThat(waiting()).isZero();

    topology.putAtOnce(listing("n/model", 30, "abliterated"));
    assertThat(members()).containsExactly(1, 20);
    topology.second();
    assertThat(members()).containsExactly(1, 20, 21);
  }

  @Test
  void whatChangesAndChangesBackWithinTheSecondIsNotSaid() {
    topology.put(listing("a/model", 1, "abliterated"));
    topology.put(listing("b/model", 1, "abliterated"));
    topology.putAtOnce(listing("c/model", 2, "abliterated"));
    topology.putAtOnce(listing("c/model", 3));
    topology.second();

    assertThat(members()).containsExactly(1, 2, 3, 2);
    topology.putAtOnce(listing("d/model", 4, "abliterated"));
    topology.putAtOnce(listing("d/model", 5));
    topology.second();
    assertThat(members()).containsExactly(1, 2, 3, 2);
  }

  @Test
  void allThatComesOfOneChangeNamesTheSameCause() {
    topology.put(listing("a/parent", 1));
    for (int i = 0; i < 50; i++) {
      topology.put(listing("b/child" + i, 2, "from:a/parent"));
      topology.put(listing("c/grandchild" + i, 3, "from:b/child" + i));
    }
    assertThat(topology.published()).isEmpty();

    topology.putAtOnce(listing("a/parent", 9, "abliterated"));

    List<TestRecord<String, byte[]>> published = topology.published();
    assertThat(published).hasSize(101).extracting(TestRecord::key).doesNotHaveDuplicates();
    assertThat(published)
        .extracting(EmissionTest::cause)
        .containsOnly("huggingface:a/parent@2026-01-10T00:09:00Z");
  }

  private List<Integer> members() {
    return topology.published().stream()
        .map(record -> DrivenTopology.assessment(record.value()))
        .map(Assessment::memberCount)
        .toList();
  }

  private double waiting() {
    Double waiting = topology.registry.getSampleValue("tunewatch_streams_waiting_clusters");
    return waiting == null ? -1 : waiting;
  }

  private static String cause(TestRecord<String, byte[]> record) {
    return new String(record.headers().lastHeader("ce_cause").value(), UTF_8);
  }
}
