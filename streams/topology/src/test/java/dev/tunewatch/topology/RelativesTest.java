package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Descent;
import dev.tunewatch.assessments.DescentCodec;
import dev.tunewatch.detect.graph.Edge;
import dev.tunewatch.detect.graph.Export;
import dev.tunewatch.detect.graph.MemoryGraph;
import dev.tunewatch.detect.graph.Message;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.detect.graph.Upload;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.Relation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a child's row of {@code lineage.v1} is written. */
class RelativesTest {

  private static final String CHILD = "huggingface:zoe/child";
  private static final String BASE = "huggingface:acme/base";
  private static final String OTHER = "huggingface:acme/other";
  private static final Export KNOWN = new Export(true, null, null, null, List.of(), null, null);
  private static final Export UNKNOWN = new Export(false, null, null, null, List.of(), null, null);

  private final MockProcessorContext<Bytes, Output> context = new MockProcessorContext<>();
  private final Relatives relatives = new Relatives(context, new MemoryGraph());

  @Test
  void aNewChildIsDescribedOnceWhenItsParentHasAnswered() throws MalformedEvent {
    is(CHILD, of(BASE));
    assertThat(described()).isEmpty();

    hear(CHILD, new Message.Tell(BASE, KNOWN));
    assertThat(parents(described())).containsExactly(List.of("acme/base"));

    hear(CHILD, new Message.Tell(BASE, KNOWN));
    assertThat(described()).isEmpty();
  }

  @Test
  void aParentThatNobodyKnowsAnswersToo() throws MalformedEvent {
    is(CHILD, of(BASE));
    hear(CHILD, new Message.Tell(BASE, UNKNOWN));

    assertThat(parents(described())).containsExactly(List.of("acme/base"));
  }

  @Test
  void whatStandsOfAChildStandsUntilItsNewParentHasAnswered() throws MalformedEvent {
    is(CHILD, of(BASE));
    hear(CHILD, new Message.Tell(BASE, KNOWN));
    described();

    is(CHILD, of(BASE, OTHER));
    hear(CHILD, new Message.Tell(BASE, UNKNOWN));
    assertThat(described()).isEmpty();

    hear(CHILD, new Message.Tell(OTHER, KNOWN));
    assertThat(parents(described())).containsExactly(List.of("acme/base", "acme/other"));
  }

  @Test
  void aChildThatLosesItsParentsOrItsRecordBeforeTheyAnswerHasNoRow() throws MalformedEvent {
    is(CHILD, of(BASE));
    hear(CHILD, new Message.Tell(BASE, KNOWN));
    is(CHILD, of(BASE, OTHER));
    described();

    is(CHILD, of());
    assertThat(described()).containsExactly((Descent) null);

    is(CHILD, of(OTHER));
    is(CHILD, null);
    assertThat(described()).containsExactly((Descent) null);
    hear(CHILD, new Message.Tell(OTHER, KNOWN));
    assertThat(described()).isEmpty();
  }

  @Test
  void aFirstHolderOfItsWeightsIsAParentLikeAnyOther() throws MalformedEvent {
    String weights = "w".repeat(8);
    is(CHILD, holding(weights, BASE));
    hear(CHILD, new Message.Tell(BASE, KNOWN));
    described();

    hear(CHILD, new Message.Identical("huggingface:#sha=" + weights, OTHER));
    assertThat(described()).isEmpty();
    hear(CHILD, new Message.Tell(OTHER, KNOWN));
    assertThat(parents(described())).containsExactly(List.of("acme/other", "acme/base"));

    hear(CHILD, new Message.Identical("huggingface:#sha=" + weights, BASE));
    assertThat(parents(described()))
        .as("one that has answered already")
        .containsExactly(List.of("acme/base"));
  }

  private void is(String key, @Nullable Own own) {
    relatives.release(key, own, 1_000, "test");
  }

  private void hear(String key, Message message) {
    relatives.hear(key, message, 1_000, "test");
  }

  private static Own of(String... parents) {
    return own(Upload.UNKNOWN, parents);
  }

  private static Own holding(String weights, String... parents) {
    Instant created = Instant.parse("2026-01-01T00:00:00Z");
    return own(new Upload(null, created, null, weights, false, null, List.of()), parents);
  }

  private static Own own(Upload upload, String... parents) {
    return new Own(
        Stream.of(parents)
            .map(parent -> new Edge(parent, Relation.FINETUNE, null, 10_000, false))
            .toList(),
        List.of(),
        null,
        null,
        null,
        false,
        false,
        false,
        null,
        upload);
  }

  /** The rows that were written since the last look, null where one was taken back. */
  private List<@Nullable Descent> described() throws MalformedEvent {
    List<@Nullable Descent> rows = new ArrayList<>();
    for (var forwarded : context.forwarded()) {
      if (forwarded.record().value() instanceof Output.Descended descended) {
        byte[] bytes = descended.bytes();
        rows.add(bytes == null ? null : DescentCodec.decode(bytes));
      }
    }
    context.resetForwards();
    return rows;
  }

  private static List<List<String>> parents(List<@Nullable Descent> rows) {
    return rows.stream()
        .map(row -> row.edges().stream().map(Descent.Edge::parent).toList())
        .toList();
  }
}
