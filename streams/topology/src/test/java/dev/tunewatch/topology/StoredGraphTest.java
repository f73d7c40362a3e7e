package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.FamilyEngine;
import dev.tunewatch.detect.graph.Mail;
import dev.tunewatch.detect.graph.Message;
import dev.tunewatch.detect.graph.Node;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredGraphTest {

  @TempDir Path folder;

  private final CollectorRegistry registry = new CollectorRegistry();
  private final StreamsMetrics metrics = new StreamsMetrics(registry, Clock.systemUTC());
  private final List<String> sent = new ArrayList<>();
  private KeyValueStore<String, Node> nodes;
  private KeyValueStore<String, byte[]> links;
  private StoredGraph graph;

  @BeforeEach
  void open() {
    MockProcessorContext<String, String> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
    nodes =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("nodes"), Serdes.String(), StoredGraph.serde())
            .withLoggingDisabled()
            .build();
    links =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("links"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    nodes.init(context.getStateStoreContext(), nodes);
    links.init(context.getStateStoreContext(), links);
    graph = begin();
  }

  @AfterEach
  void close() {
    nodes.close();
    links.close();
  }

  @Test
  void aNodeThatWasJustWrittenIsRecalledAndOneOfAnotherTaskIsRead() {
    joined("huggingface:acme/base", "huggingface:zoe/child");
    double read = count("read");

    assertThat(graph.node("huggingface:zoe/other")).isNull();
    assertThat(graph.node("huggingface:acme/base")).isNotNull();
    assertThat(count("read")).isEqualTo(read);

    StoredGraph again = begin();
    assertThat(again.node("huggingface:acme/base")).isEqualTo(graph.node("huggingface:acme/base"));
    assertThat(count("read")).isEqualTo(read + 1);
  }

  @Test
  void whatIsRemovedIsForgotten() {
    joined("huggingface:acme/base", "huggingface:zoe/child");
    graph.remove("huggingface:acme/base");

    assertThat(graph.node("huggingface:acme/base")).isNull();
    assertThat(nodes.get("huggingface:acme/base")).isNull();
  }

  @Test
  void moreNodesThanAreRememberedAreAllFound() {
    List<String> bases = IntStream.range(0, 5_000).mapToObj(i -> "huggingface:acme/b" + i).toList();
    bases.forEach(base -> joined(base, "huggingface:zoe/child"));
    double read = count("read");

    assertThat(bases).allMatch(base -> graph.node(base) != null);
    // Each look drops the eldest, which is the next to be looked for.
    assertThat(count("read") - read).isEqualTo(5_000);
  }

  @Test
  void aListThatNobodyWroteToIsNotLookedFor() {
    graph.link("c\0huggingface:acme/base\0huggingface:zoe/child");
    double read = count("read");

    assertThat(rows("c\0huggingface:acme/other\0")).isEmpty();
    assertThat(rows("q\0huggingface:acme/base\0")).isEmpty();
    assertThat(count("read")).isEqualTo(read);
    assertThat(rows("c\0huggingface:acme/base\0")).hasSize(1);
    assertThat(rows("c\0huggingface:acme/base\0huggingface:zoe")).hasSize(1);
    assertThat(count("read")).isEqualTo(read + 2);
  }

  @Test
  void listsThatWereThereBeforeAreFoundWhileTheyAreReadAndAfterwards() {
    IntStream.range(0, 200).forEach(i -> graph.link("c\0huggingface:acme/b" + i + "\0child"));
    StoredGraph again = new StoredGraph(new Rows<>(nodes, 1 << 14), links, metrics);

    assertThat(again.presences()).noneMatch(presence -> !presence.mayHave("c\0any"));
    again.presences().forEach(presence -> presence.read(50));
    assertThat(IntStream.range(0, 200))
        .allMatch(i -> !rows(again, "c\0huggingface:acme/b" + i + "\0").isEmpty());
    while (again.presences().stream().anyMatch(presence -> !presence.read(50))) {
      assertThat(rows(again, "c\0huggingface:acme/b199\0")).hasSize(1);
    }
    assertThat(IntStream.range(0, 200))
        .allMatch(i -> !rows(again, "c\0huggingface:acme/b" + i + "\0").isEmpty());
  }

  private void joined(String base, String child) {
    new FamilyEngine(
            graph,
            new Mail() {
              @Override
              public void send(String to, Message message) {
                sent.add(to);
              }

              @Override
              public void resolved(String release, Family before, Family now) {
                throw new AssertionError("a name alone has no family");
              }
            })
        .message(base, new Message.Join(child));
  }

  private StoredGraph begin() {
    StoredGraph begun = new StoredGraph(new Rows<>(nodes, 1 << 14), links, metrics);
    begun.presences().forEach(presence -> assertThat(presence.read(100_000)).isTrue());
    return begun;
  }

  private List<String> rows(String prefix) {
    return rows(graph, prefix);
  }

  private static List<String> rows(StoredGraph graph, String prefix) {
    List<String> rows = new ArrayList<>();
    graph.links(prefix, rows::add);
    return rows;
  }

  private double count(String operation) {
    return registry.getSampleValue(
        "tunewatch_streams_graph_operations_total",
        new String[] {"operation"},
        new String[] {operation});
  }
}
