package dev.tunewatch.detect.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.Relation;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What one more release costs a parent, an uploader or a set of weights that has thousands. */
class LongListsTest {

  private static final int MANY = 30_000;

  private static final List<Own.Claim> REMOVED = List.of(new Own.Claim(SignalId.V1, 7_500, 9_800));

  @Test
  void aChildCostsTheSameHoweverManyItsParentHas() {
    Edge edge = new Edge("hf:a/base", Relation.FINETUNE, null, 9_500, false);
    IntFunction<Own> child = i -> own(List.of(edge), REMOVED, Upload.UNKNOWN);

    assertThat(oneMoreThan(MANY, child)).isEqualTo(oneMoreThan(30, child));
  }

  @Test
  void aReleaseOfWhichNothingIsFoundCostsTheSameHoweverManyItsUploaderHas() {
    IntFunction<Own> upload = i -> own(List.of(), List.of(), uploaded(i, false));

    assertThat(oneMoreThan(MANY, upload)).isEqualTo(oneMoreThan(30, upload));
  }

  @Test
  void aFlaggedReleaseCostsTheSameOnceTheUploaderHasMoreThanAreAnswered() {
    IntFunction<Own> upload = i -> own(List.of(), REMOVED, uploaded(i, true));

    CountedGraph.Cost cost = oneMoreThan(MANY, upload);
    assertThat(cost).isEqualTo(oneMoreThan(2 * Bounds.USUAL.watching(), upload));
    assertThat(cost.messages()).isLessThan(10);
    assertThat(cost.rows()).isLessThan(3 * Bounds.USUAL.watching());
  }

  @Test
  void anotherMedianIsToldToTheNewestThatAskAndToNobodyElse() {
    CountedGraph graph = new CountedGraph();
    for (int i = 0; i < 1_000; i++) {
      graph.release(key(i), own(List.of(), REMOVED, uploaded(i, true)));
    }

    CountedGraph.Cost cost =
        graph.cost(
            () -> {
              for (int i = 1_000; i < 1_010; i++) {
                graph.release(key(i), own(List.of(), List.of(), downloaded(i, 1_000_000L)));
              }
            });

    assertThat(cost.messages()).isLessThan(3L * Bounds.USUAL.watching());
    assertThat(graph.family(key(999)).uploaderMedian()).isEqualTo(3_162_278);
    assertThat(graph.family(key(0)).uploaderMedian()).isNull();
  }

  @Test
  void aCopyOfTheSameWeightsCostsTheSameHoweverManyThereAre() {
    IntFunction<Own> copy = i -> own(List.of(), REMOVED, holding(i));

    CountedGraph.Cost cost = oneMoreThan(MANY, copy);
    assertThat(cost).isEqualTo(oneMoreThan(2 * Bounds.USUAL.holders(), copy));
    assertThat(cost.messages()).isLessThan(10);
    assertThat(cost.rows()).isLessThan(2L * Bounds.USUAL.holders());
  }

  /** As a hub is read. */
  @Test
  void ofCopiesThatComeFromTheNewestToTheOldestNoneIsToldToMoreThanAreAnswered() {
    CountedGraph graph = new CountedGraph();
    IntFunction<Own> copy = i -> own(List.of(), REMOVED, holding(i));
    for (int i = 600; i > 0; i--) {
      graph.release(key(i), copy.apply(i));
    }

    CountedGraph.Cost cost = graph.cost(() -> graph.release(key(0), copy.apply(0)));

    assertThat(cost.messages()).isLessThan(5L * Bounds.USUAL.holders());
    assertThat(graph.family(key(Bounds.USUAL.holders() - 1)).identical()).isEqualTo(id(0));
    assertThat(graph.family(key(Bounds.USUAL.holders())).identical()).isNull();
  }

  private static CountedGraph.Cost oneMoreThan(int many, IntFunction<Own> releases) {
    CountedGraph graph = new CountedGraph();
    graph.release("hf:a/base", own(List.of(), List.of(), Upload.UNKNOWN));
    for (int i = 0; i < many; i++) {
      graph.release(key(i), releases.apply(i));
    }
    return graph.cost(() -> graph.release(key(MANY + 1), releases.apply(MANY + 1)));
  }

  private static Upload uploaded(int i, boolean notable) {
    return Upload.counted("maker", Instant.ofEpochSecond(1_700_000_000L + i), 0L, null, notable);
  }

  private static Upload holding(int i) {
    return Upload.counted(null, Instant.ofEpochSecond(1_700_000_000L + i), 0L, "aa", false);
  }

  private static Upload downloaded(int i, long downloads) {
    return Upload.counted(
        "maker", Instant.ofEpochSecond(1_700_000_000L + i), downloads, null, false);
  }

  private static Own own(List<Edge> edges, List<Own.Claim> claims, Upload upload) {
    return new Own(edges, claims, null, null, null, false, false, false, null, upload);
  }

  /** Of equal length, so that bytes can be compared. */
  private static String key(int i) {
    return "hf:" + id(i);
  }

  private static String id(int i) {
    return String.format("maker/model-%06d", i);
  }
}
