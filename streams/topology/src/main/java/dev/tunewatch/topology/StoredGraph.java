package dev.tunewatch.topology;

import dev.tunewatch.detect.graph.Graph;
import dev.tunewatch.detect.graph.GraphCodec;
import dev.tunewatch.detect.graph.Node;
import dev.tunewatch.events.MalformedEvent;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The family graph's part of one partition: a row for each node and a row for each link. */
final class StoredGraph implements Graph {

  private static final byte[] LINKED = {1};

  private final Rows<Node> nodes;
  private final KeyValueStore<String, byte[]> links;
  private final StreamsMetrics metrics;

  /** The node of the last look: one record looks at one node several times. */
  private @Nullable String lastKey;

  private @Nullable Node lastNode;

  StoredGraph(Rows<Node> nodes, KeyValueStore<String, byte[]> links, StreamsMetrics metrics) {
    this.nodes = nodes;
    this.links = links;
    this.metrics = metrics;
  }

  /** Rows of nodes; one that cannot be read is a bug, not input, and stops the stream. */
  static Serde<Node> serde() {
    return Serdes.serdeFrom((topic, node) -> write(node), (topic, bytes) -> read(bytes));
  }

  @Override
  public @Nullable Node node(String key) {
    if (key.equals(lastKey)) {
      return lastNode;
    }
    if (!nodes.mayHave(key)) {
      return null;
    }
    metrics.graphRead();
    return last(key, nodes.stored(key));
  }

  @Override
  public void put(String key, Node node) {
    metrics.graphWritten();
    nodes.put(key, node);
    last(key, node);
  }

  @Override
  public void remove(String key) {
    metrics.graphWritten();
    nodes.delete(key);
    last(key, null);
  }

  @Override
  public void link(String row) {
    metrics.graphWritten();
    links.put(row, LINKED);
  }

  @Override
  public void unlink(String row) {
    metrics.graphWritten();
    links.delete(row);
  }

  @Override
  public void links(String prefix, Predicate<String> next) {
    metrics.graphRead();
    try (KeyValueIterator<String, byte[]> rows = links.prefixScan(prefix, new StringSerializer())) {
      boolean more = true;
      while (more && rows.hasNext()) {
        metrics.graphRowScanned();
        more = next.test(rows.next().key);
      }
    }
  }

  private @Nullable Node last(String key, @Nullable Node node) {
    lastKey = key;
    lastNode = node;
    return node;
  }

  private static byte @Nullable [] write(@Nullable Node node) {
    return node == null ? null : GraphCodec.encode(node);
  }

  @SuppressWarnings("NullAway") // a serde answers null for null
  private static Node read(byte @Nullable [] bytes) {
    try {
      return bytes == null ? null : GraphCodec.decodeNode(bytes);
    } catch (MalformedEvent e) {
      throw new SerializationException("could not read a node's row", e);
    }
  }
}
