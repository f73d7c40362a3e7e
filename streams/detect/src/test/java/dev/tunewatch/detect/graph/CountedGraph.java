package dev.tunewatch.detect.graph;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The engine over one queue, which counts what its steps cost. */
final class CountedGraph {

  /**
   * What some steps cost.
   *
   * @param messages that were sent
   * @param bytes of those messages
   * @param operations nodes and links that were read, written or forgotten
   * @param rows of links that were handed out
   */
  record Cost(long messages, long bytes, long operations, long rows) {}

  private record Letter(String to, Message message) {}

  private final Queue<Letter> letters = new ArrayDeque<>();
  private final Counting counting = new Counting();
  private long messages;
  private long bytes;
  private boolean counted;
  private final FamilyEngine engine =
      new FamilyEngine(
          counting,
          new Mail() {
            @Override
            public void send(String to, Message message) {
              messages++;
              bytes += counted ? GraphCodec.encode(message).length : 0;
              letters.add(new Letter(to, message));
            }

            @Override
            public void resolved(String release, Family before, Family now) {}
          });

  void release(String key, @Nullable Own own) {
    engine.release(key, own);
    for (Letter letter = letters.poll(); letter != null; letter = letters.poll()) {
      engine.message(letter.to(), letter.message());
    }
  }

  Family family(String key) {
    return engine.family(key);
  }

  Cost cost(Runnable steps) {
    messages = 0;
    bytes = 0;
    counting.operations = 0;
    counting.rows = 0;
    counted = true;
    steps.run();
    counted = false;
    return new Cost(messages, bytes, counting.operations, counting.rows);
  }

  private static final class Counting implements Graph {
    private final MemoryGraph memory = new MemoryGraph();
    private long operations;
    private long rows;

    @Override
    public @Nullable Node node(String key) {
      operations++;
      return memory.node(key);
    }

    @Override
    public void put(String key, Node node) {
      operations++;
      memory.put(key, node);
    }

    @Override
    public void remove(String key) {
      operations++;
      memory.remove(key);
    }

    @Override
    public void link(String row) {
      operations++;
      memory.link(row);
    }

    @Override
    public void unlink(String row) {
      operations++;
      memory.unlink(row);
    }

    @Override
    public void links(String prefix, Predicate<String> next) {
      operations++;
      memory.links(
          prefix,
          row -> {
            rows++;
            return next.test(row);
          });
    }
  }
}
