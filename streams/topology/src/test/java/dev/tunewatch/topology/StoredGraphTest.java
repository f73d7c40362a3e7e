package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.detect.graph.Export;
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
import java.util.Map;
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

  private static final long MEMORY = 16 * 1024;

  @TempDir Path folder;

  private final CollectorRegistry registry = new CollectorRegistry();
  private final StreamsMetrics metrics = new StreamsMetrics(registry, Clock.systemUTC());
  private KeyValueStore<String, byte[]> nodes;
  private KeyValueStore<String, byte[]> links;
  private StoredGraph graph;

  @BeforeEach
  void open() {
    MockProcessorContext<String, String> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
    nodes =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("nodes"), Serdes.String(), Serdes.ByteArray())
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
    joined("huggingface:acme/other", "huggingface:zoe/child");
    double read = count("read");
    double recalled = count("recall");

    assertThat(graph.node("huggingface:acme/base")).isNotNull();
    assertThat(graph.node("huggingface:acme/base")).isNotNull();
    assertThat(count("read")).isEqualTo(read);
    assertThat(count("recall")).as("twice for one record counts once").isEqualTo(recalled + 1);

    StoredGraph again = begin();
    assertThat(again.node("huggingface:acme/base")).isEqualTo(graph.node("huggingface:acme/base"));
    assertThat(count("read")).isEqualTo(read + 1);
  }

  @Test
  void whatIsRemovedIsForgotten() {
    joined("huggingface:acme/base", "huggingface:zoe/child");
    joined("huggingface:acme/other", "huggingface:zoe/child");
    graph.remove("huggingface:acme/base");
    assertThat(graph.node("huggingface:acme/other")).as("another look between").isNotNull();

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
  void oneHeavyNodeDrivesOutNoOtherAndIsStillReadOnceARecord() {
    joined("huggingface:acme/base", "huggingface:zoe/child");
    Node heavy = meaning("huggingface:maker/" + "x".repeat(2_000));
    graph.put("huggingface:acme/heavy", heavy);
    double read = count("read");

    assertThat(graph.node("huggingface:acme/heavy")).isEqualTo(heavy);
    assertThat(graph.node("huggingface:acme/heavy")).isEqualTo(heavy);
    assertThat(count("read")).isEqualTo(read);
    assertThat(graph.node("huggingface:acme/base")).isNotNull();
    assertThat(count("read")).isEqualTo(read);
    assertThat(graph.node("huggingface:acme/heavy")).isEqualTo(heavy);
    assertThat(count("read")).isEqualTo(read + 1);
  }

  @Test
  void aNodeThatBecomesHeavyIsNotRememberedAsItWas() {
    Node light = meaning("huggingface:maker/model");
    Node heavy = meaning("huggingface:maker/" + "x".repeat(2_000));
    joined("huggingface:acme/base", "huggingface:zoe/child");
    graph.put("huggingface:acme/node", light);
    graph.put("huggingface:acme/node", heavy);
    assertThat(graph.node("huggingface:acme/base")).as("another look between").isNotNull();

    assertThat(graph.node("huggingface:acme/node")).isEqualTo(heavy);
  }

  @Test
  void aNodeThatIsWrittenAgainTakesItsRoomOnce() {
    for (int i = 0; i < 5_000; i++) {
      graph.put("huggingface:acme/same", meaning("huggingface:maker/model-" + i));
    }
    joined("huggingface:acme/base", "huggingface:zoe/child");
    double read = count("read");

    assertThat(graph.node("huggingface:acme/same"))
        .isEqualTo(meaning("huggingface:maker/model-4999"));
    assertThat(graph.node("huggingface:acme/base")).isNotNull();
    assertThat(count("read")).isEqualTo(read);
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
    StoredGraph again = new StoredGraph(new Rows<>(nodes, 1 << 14), links, MEMORY, metrics);

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

  private static Node meaning(String release) {
    Export nothing = new Export(false, null, null, null, List.of(), null, null);
    return new Node(null, release, Map.of(), nothing, true, false, null, null);
  }

  private void joined(String base, String child) {
    new FamilyEngine(
            graph,
            new Mail() {
              @Override
              public void send(String to, Message message) {
                // the answer; who asks is of another partition
              }

              @Override
              public void resolved(String release, Family before, Family now) {
                throw new AssertionError("a name alone has no family");
              }
            })
        .message(base, new Message.Join(child));
  }

  private StoredGraph begin() {
    StoredGraph begun = new StoredGraph(new Rows<>(nodes, 1 << 14), links, MEMORY, metrics);
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
