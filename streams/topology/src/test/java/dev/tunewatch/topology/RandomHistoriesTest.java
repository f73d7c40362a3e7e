package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Descent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random histories through the whole topology, one record at a time, end where the oracle does. */
class RandomHistoriesTest {

  private static final long SEED = 20_261_131;

  /** Each takes seconds, for the driver commits after each record. */
  private static final int HISTORIES = 12;

  @Test
  void oneHistoryEndsInTheStateOfTheOracle(@TempDir Path state) {
    theTopologyEndsInTheStateOfTheOracle(1, state);
  }

  @Test
  @Tag("long")
  void soDoMore(@TempDir Path state) {
    theTopologyEndsInTheStateOfTheOracle(HISTORIES, state);
  }

  private static void theTopologyEndsInTheStateOfTheOracle(int histories, Path state) {
    int members = 0;
    int inherited = 0;
    int circles = 0;
    int twins = 0;
    for (int i = 0; i < histories; i++) {
      PartHistory history = new PartHistory(SEED + i, 18);
      FamiliesAtRest oracle = new FamiliesAtRest(history.last());
      Map<String, Set<String>> clusters = oracle.clusters();
      Map<String, Descent> lineage = oracle.lineage();
      try (DrivenTopology topology =
          new DrivenTopology(state.resolve("history" + i), new WordDetector())) {
        history.steps().forEach(step -> topology.putAtOnce(step.key(), step.value()));
        topology.second();
        topology.second();
        assertThat(Resting.clusters(topology.last().values()))
            .as("clusters of seed %d", SEED + i)
            .isEqualTo(clusters);
        assertThat(topology.lineage()).as("lineage of seed %d", SEED + i).isEqualTo(lineage);
        assertThat(topology.deadLetters()).isEmpty();
      }
      members += clusters.values().stream().mapToInt(Set::size).sum();
      inherited += lineage.values().stream().mapToInt(child -> child.inherits().size()).sum();
      circles += (int) lineage.values().stream().filter(child -> child.root() == null).count();
      twins += (int) lineage.values().stream().filter(child -> child.identical() != null).count();
    }
    // Else it would hold of a world in which nothing happens.
    assertThat(members).isGreaterThan(5 * histories);
    assertThat(inherited).isGreaterThan(5 * histories);
    assertThat(circles).isPositive();
    assertThat(twins).isPositive();
  }
}
