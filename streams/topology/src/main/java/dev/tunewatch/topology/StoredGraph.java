package dev.tunewatch.topology;

import dev.tunewatch.detect.graph.Graph;
import dev.tunewatch.detect.graph.GraphCodec;
import dev.tunewatch.detect.graph.Node;
import dev.tunewatch.events.MalformedEvent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The family graph's part of one partition: a row for each node and a row for each link. What was
 * looked at or written last is remembered: most messages are for a release that came a moment ago
 * or for a base that many name. A task that begins anew remembers nothing.
 */
final class StoredGraph implements Graph {

  private static final byte[] LINKED = {1};

  private final Rows<byte[]> nodes;
  private final KeyValueStore<String, byte[]> links;
  private final long memory;
  private final StreamsMetrics metrics;

  /** Lists that may have a link: after most names nobody asks, of most uploaders nobody. */
  private final Presence<String> lists;

  /** In the order in which they were asked for. */
  private final Map<String, Remembered> recent = new LinkedHashMap<>(16, 0.75f, true);

  /** Bytes of all of them. */
  private long held;

  /** The last look, whatever it found: one record looks at one node several times. */
  private @Nullable String lastKey;

  private @Nullable Node lastNode;

  /**
   * A node in memory.
   *
   * @param bytes of its row
   */
  private record Remembered(Node node, int bytes) {}

  /**
   * The graph in these stores.
   *
   * @param memory bytes of rows that are remembered; as objects they take some six times as many
   */
  StoredGraph(
      Rows<byte[]> nodes,
      KeyValueStore<String, byte[]> links,
      long memory,
      StreamsMetrics metrics) {
    this.nodes = nodes;
    this.links = links;
    this.memory = memory;
    this.metrics = metrics;
    this.lists = new Presence<>(links, row -> List.of(list(row)), InspectStage.BITS);
  }

  /** What must be read before the stores need not be asked for what they have not. */
  List<Presence<?>> presences() {
    return List.of(nodes.presence(), lists);
  }

  @Override
  public @Nullable Node node(String key) {
    if (key.equals(lastKey)) {
      return lastNode;
    }
    Remembered known = recent.get(key);
    if (known != null) {
      metrics.graphRecalled();
      return last(key, known.node());
    }
    if (!nodes.mayHave(key)) {
      return null;
    }
    metrics.graphRead();
    byte[] row = nodes.stored(key);
    if (row == null) {
      return last(key, null);
    }
    Node node = read(row);
    remember(key, node, row.length);
    return node;
  }

  @Override
  public void put(String key, Node node) {
    metrics.graphWritten();
    byte[] row = GraphCodec.encode(node);
    nodes.put(key, row);
    remember(key, node, row.length);
  }

  @Override
  public void remove(String key) {
    metrics.graphWritten();
    nodes.delete(key);
    forget(key);
    last(key, null);
  }

  @Override
  public void link(String row) {
    metrics.graphWritten();
    lists.add(list(row));
    links.put(row, LINKED);
  }

  @Override
  public void unlink(String row) {
    metrics.graphWritten();
    links.delete(row);
  }

  @Override
  public void links(String prefix, Predicate<String> next) {
    if (!lists.mayHave(list(prefix))) {
      return;
    }
    metrics.graphRead();
    try (KeyValueIterator<String, byte[]> rows = links.prefixScan(prefix, new StringSerializer())) {
      boolean more = true;
      while (more && rows.hasNext()) {
        metrics.graphRowScanned();
        more = next.test(rows.next().key);
      }
    }
  }

  /** What a list's links have in common: all before the second NUL. */
  private static String list(String row) {
    return row.substring(0, row.indexOf(Graph.END, row.indexOf(Graph.END) + 1));
  }

  private void remember(String key, Node node, int bytes) {
    last(key, node);
    forget(key);
    if (bytes > memory / 16) {
      return; // Nobody's node may drive out all others.
    }
    recent.put(key, new Remembered(node, bytes));
    held += bytes;
    Iterator<Remembered> eldest = recent.values().iterator();
    while (held > memory && eldest.hasNext()) {
      held -= eldest.next().bytes();
      eldest.remove();
    }
  }

  private void forget(String key) {
    Remembered former = recent.remove(key);
    if (former != null) {
      held -= former.bytes();
    }
  }

  private @Nullable Node last(String key, @Nullable Node node) {
    lastKey = key;
    lastNode = node;
    return node;
  }

  /** One that cannot be read is a bug, not input, and stops the stream. */
  private static Node read(byte[] row) {
    try {
      return GraphCodec.decodeNode(row);
    } catch (MalformedEvent e) {
      throw new SerializationException("could not read a node's row", e);
    }
  }
}
