package dev.tunewatch.detect.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The state at rest is a function of the releases, whatever the order, and equals the oracle's. */
class FamilyOrderTest {

  private static final int HISTORIES = 200;
  private static final int ORDERS = 20;

  /** So short that lists of a few releases are longer. */
  private static final Bounds SHORT = new Bounds(3, 2, 3);

  private static final long SEED = 20_261_126;

  @Test
  void anyOrderOverAnyNumberOfQueuesEndsInTheStateOfTheOracle() {
    int inherited = 0;
    int roots = 0;
    int medians = 0;
    int reaches = 0;
    int copies = 0;
    for (int i = 0; i < HISTORIES; i++) {
      Random random = new Random(SEED + i);
      FamilyHistory history = new FamilyHistory(random);
      List<FamilyHistory.Step> steps = history.steps();
      Map<String, Family> expected = new FamilyOracle(FamilyHistory.last(steps), SHORT).families();
      for (int order = 0; order < ORDERS; order++) {
        QueuedGraph graph = new QueuedGraph(1 + order % 8, random, SHORT);
        play(order == 0 ? steps : history.shuffled(steps), graph, random);
        assertThat(graph.resolved())
            .as("history %d of seed %d, order %d", i, SEED, order)
            .isEqualTo(expected);
      }
      for (Family family : expected.values()) {
        inherited += family.inherited().size();
        roots += family.root() == null ? 0 : 1;
        medians += family.uploaderMedian() == null ? 0 : 1;
        copies += family.identical() == null ? 0 : 1;
        reaches += family.rootDownloads() == null ? 0 : 1;
      }
    }
    // Else the test would hold of a graph in which nothing happens.
    assertThat(inherited).isGreaterThan(500);
    assertThat(roots).isGreaterThan(500);
    assertThat(medians).isGreaterThan(300);
    assertThat(reaches).isGreaterThan(300);
    assertThat(copies).isGreaterThan(100);
  }

  @Test
  void whatIsTakenAwayLeavesNoTrace() {
    for (int i = 0; i < HISTORIES; i++) {
      Random random = new Random(SEED - i);
      FamilyHistory history = new FamilyHistory(random);
      List<FamilyHistory.Step> steps = history.steps();
      QueuedGraph graph = new QueuedGraph(3, random);
      play(steps, graph, random);
      Set<String> keys = new HashSet<>(steps.stream().map(FamilyHistory.Step::key).toList());
      keys.forEach(key -> graph.release(key, null));
      graph.settle();
      assertThat(graph.isEmpty()).as("history %d of seed %d", i, SEED).isTrue();
    }
  }

  private static void play(List<FamilyHistory.Step> steps, QueuedGraph graph, Random random) {
    for (FamilyHistory.Step step : steps) {
      graph.release(step.key(), step.own());
      for (int delivered = random.nextInt(12); delivered > 0 && graph.deliver(); delivered--) {
        continue;
      }
    }
    graph.settle();
  }
}
