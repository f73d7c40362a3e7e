package dev.tunewatch.detect.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** State in memory, for records that are inspected offline and for tests. */
public final class MemoryGraph implements Graph {

  private final Map<String, Node> nodes = new HashMap<>();
  private final NavigableSet<String> links = new TreeSet<>();

  @Override
  public @Nullable Node node(String key) {
    return nodes.get(key);
  }

  @Override
  public void put(String key, Node node) {
    nodes.put(key, node);
  }

  @Override
  public void remove(String key) {
    nodes.remove(key);
  }

  @Override
  public void link(String row) {
    links.add(row);
  }

  @Override
  public void unlink(String row) {
    links.remove(row);
  }

  @Override
  public void links(String prefix, Predicate<String> next) {
    for (String row : links.tailSet(prefix, true)) {
      if (!row.startsWith(prefix) || !next.test(row)) {
        return;
      }
    }
  }

  /** Whether nothing is kept. */
  boolean isEmpty() {
    return nodes.isEmpty() && links.isEmpty();
  }
}
