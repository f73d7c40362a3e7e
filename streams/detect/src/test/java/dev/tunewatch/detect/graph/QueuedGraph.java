package dev.tunewatch.detect.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.events.MalformedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The engine over as many queues as a topic has partitions: what one partition sends to another
 * arrives in order, and nothing is promised between partitions.
 */
final class QueuedGraph {

  private record Letter(String to, Message message) {}

  private final List<Queue<Letter>> queues = new ArrayList<>();
  private final List<MemoryGraph> graphs = new ArrayList<>();
  private final List<FamilyEngine> engines = new ArrayList<>();
  private final Map<String, Family> resolved = new HashMap<>();
  private final Random random;
  private final boolean twice;
  private long sent;

  QueuedGraph(int partitions, Random random) {
    this(partitions, random, true);
  }

  /** A graph at rest whose lists are read that far only. */
  QueuedGraph(int partitions, Random random, Bounds bounds) {
    this(partitions, random, true, bounds);
  }

  /**
   * A graph at rest.
   *
   * @param twice whether some messages come twice
   */
  QueuedGraph(int partitions, Random random, boolean twice) {
    this(partitions, random, twice, Bounds.USUAL);
  }

  private QueuedGraph(int partitions, Random random, boolean twice, Bounds bounds) {
    this.random = random;
    this.twice = twice;
    for (int i = 0; i < partitions; i++) {
      queues.add(new ArrayDeque<>());
      MemoryGraph graph = new MemoryGraph();
      graphs.add(graph);
      engines.add(new FamilyEngine(graph, mail(), bounds));
    }
  }

  void release(String key, @Nullable Own own) {
    if (own == null) {
      resolved.remove(key);
    }
    engines.get(partition(key)).release(key, own);
  }

  /** Delivers the next message of some partition, or the same one twice. */
  boolean deliver() {
    List<Integer> waiting = new ArrayList<>();
    for (int i = 0; i < queues.size(); i++) {
      if (!queues.get(i).isEmpty()) {
        waiting.add(i);
      }
    }
    if (waiting.isEmpty()) {
      return false;
    }
    int partition = waiting.get(random.nextInt(waiting.size()));
    Letter letter = queues.get(partition).remove();
    engines.get(partition).message(letter.to(), letter.message());
    if (twice && random.nextInt(10) == 0) {
      engines.get(partition).message(letter.to(), letter.message());
    }
    return true;
  }

  void settle() {
    long limit = sent + 2_000_000;
    while (deliver()) {
      if (sent > limit) {
        throw new AssertionError("the graph does not come to rest");
      }
    }
  }

  /** What was resolved last of each release that stands. */
  Map<String, Family> resolved() {
    return resolved;
  }

  long sent() {
    return sent;
  }

  boolean isEmpty() {
    return graphs.stream().allMatch(MemoryGraph::isEmpty);
  }

  private int partition(String key) {
    return Math.floorMod(key.hashCode(), queues.size());
  }

  /** What a topic would make of it. */
  private static Message carried(Message message) {
    try {
      Message carried = GraphCodec.decodeMessage(GraphCodec.encode(message));
      if (!carried.equals(message)) {
        assertThat(carried).isEqualTo(message);
      }
      return carried;
    } catch (MalformedEvent e) {
      throw new AssertionError(e);
    }
  }

  private Mail mail() {
    return new Mail() {
      @Override
      public void send(String to, Message message) {
        sent++;
        queues.get(partition(to)).add(new Letter(to, carried(message)));
      }

      @Override
      public void resolved(String release, Family before, Family now) {
        resolved.put(release, now);
      }
    };
  }
}
