package dev.tunewatch.topology;

import dev.tunewatch.detect.graph.Graph;
import dev.tunewatch.detect.graph.GraphCodec;
import dev.tunewatch.detect.graph.Node;
import dev.tunewatch.events.MalformedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
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

  /** Nodes that are remembered, of some kB each at the most. */
  private static final int REMEMBERED = 4_096;

  /** No more is remembered of one, lest somebody fill the memory with what merges inherit. */
  private static final int HEAVIEST = 64;

  private final Rows<Node> nodes;
  private final KeyValueStore<String, byte[]> links;
  private final StreamsMetrics metrics;

  /** Lists that may have a link: after most names nobody asks, of most uploaders nobody. */
  private final Presence<String> lists;

  /** In the order in which they were asked for. */
  private final Map<String, Node> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Node> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The node of the last look: one record looks at one node several times, which counts once. */
  private @Nullable String last;

  StoredGraph(Rows<Node> nodes, KeyValueStore<String, byte[]> links, StreamsMetrics metrics) {
    this.nodes = nodes;
    this.links = links;
    this.metrics = metrics;
    this.lists = new Presence<>(links, row -> List.of(list(row)), InspectProcessor.BITS);
  }

  /** What must be read before the stores need not be asked for what they have not. */
  List<Presence<?>> presences() {
    return List.of(nodes.presence(), lists);
  }

  /** Rows of nodes; one that cannot be read is a bug, not input, and stops the stream. */
  static Serde<Node> serde() {
    return Serdes.serdeFrom((topic, node) -> write(node), (topic, bytes) -> read(bytes));
  }

  @Override
  public @Nullable Node node(String key) {
    Node known = recent.get(key);
    if (known != null) {
      if (!key.equals(last)) {
        metrics.graphRecalled();
        last = key;
      }
      return known;
    }
    if (!nodes.mayHave(key)) {
      return null;
    }
    metrics.graphRead();
    Node stored = nodes.stored(key);
    if (stored != null) {
      remember(key, stored);
    }
    return stored;
  }

  @Override
  public void put(String key, Node node) {
    metrics.graphWritten();
    nodes.put(key, node);
    remember(key, node);
  }

  @Override
  public void remove(String key) {
    metrics.graphWritten();
    nodes.delete(key);
    recent.remove(key);
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

  private void remember(String key, Node node) {
    last = key;
    if (node.weight() <= HEAVIEST) {
      recent.put(key, node);
    } else {
      recent.remove(key);
    }
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
