package dev.tunewatch.detect.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.Relation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one uploader can make of the graph. */
class DenseFamilyTest {

  private static final int RELEASES = 51;

  /** Everybody declares everybody else; one says that it is removed, and takes it back. */
  @ParameterizedTest
  @EnumSource(Relation.class)
  void aCliqueComesToRestAfterABoundedNumberOfMessages(Relation relation) {
    QueuedGraph graph = new QueuedGraph(4, new Random(1));
    for (int i = 0; i < RELEASES; i++) {
      graph.release(key(i), own(i, relation, i == 0));
    }
    graph.settle();
    long before = graph.sent();

    graph.release(key(0), own(0, relation, false));
    graph.settle();

    assertThat(graph.sent() - before).isLessThan(200_000);
    assertThat(graph.resolved().values()).allMatch(family -> family.inherited().isEmpty());
  }

  /** The same, and all hold the same weights. */
  @Test
  void soDoesOneOfCopiesThatDeclareEachOther() {
    QueuedGraph graph = new QueuedGraph(4, new Random(1));
    for (int i = 0; i < RELEASES; i++) {
      graph.release(key(i), holding(own(i, Relation.FINETUNE, i == 0), i));
    }
    graph.settle();
    long before = graph.sent();

    graph.release(key(0), holding(own(0, Relation.FINETUNE, false), 0));
    graph.settle();

    assertThat(graph.sent() - before).isLessThan(200_000);
    assertThat(graph.resolved().values()).allMatch(family -> family.inherited().isEmpty());
  }

  private static Own holding(Own own, int i) {
    Upload upload =
        new Upload(
            null, Instant.ofEpochSecond(i), null, "aa", !own.claims().isEmpty(), null, List.of());
    return new Own(own.edges(), own.claims(), null, null, null, false, false, false, null, upload);
  }

  private static Own own(int i, Relation relation, boolean removed) {
    List<Edge> edges = new ArrayList<>();
    for (int j = 0; j < RELEASES; j++) {
      if (j != i) {
        edges.add(new Edge(key(j), relation, null, 9_500, relation == Relation.QUANTIZED));
      }
    }
    List<Own.Claim> claims =
        removed ? List.of(new Own.Claim(SignalId.V1, 7_500, 9_800)) : List.of();
    return own(edges, claims);
  }

  private static Own own(List<Edge> edges, List<Own.Claim> claims) {
    return new Own(edges, claims, null, null, null, false, false, false, null, Upload.UNKNOWN);
  }

  private static String key(int i) {
    return "hf:maker/model-" + i;
  }
}
