package dev.tunewatch.detect.graph;

import java.util.ArrayList;
import java.util.List;

/** The rows of links. */
final class Links {

  private final Graph graph;

  Links(Graph graph) {
    this.graph = graph;
  }

  /** {@code c parent child}. */
  static String child(String parent, String child) {
    return children(parent) + child;
  }

  static String children(String parent) {
    return "c" + Graph.END + parent + Graph.END;
  }

  /** {@code r name owner release}: who has a name. */
  static String holder(String name, String release) {
    return holders(name, NodeKey.owner(release)) + release;
  }

  static String holders(String name, String owner) {
    return holders(name) + owner + Graph.END;
  }

  static String holders(String name) {
    return "r" + Graph.END + name + Graph.END;
  }

  /** {@code q name owner node}: who asks for a name; the owner is empty where any will do. */
  static String asker(String name, String node) {
    return askers(name, NodeKey.owner(node)) + node;
  }

  static String askers(String name, String owner) {
    return askers(name) + owner + Graph.END;
  }

  static String askers(String name) {
    return "q" + Graph.END + name + Graph.END;
  }

  boolean any(String prefix) {
    return !first(prefix, 1).isEmpty();
  }

  List<String> all(String prefix) {
    return first(prefix, Integer.MAX_VALUE);
  }

  /** What stands behind the prefix in its first rows. */
  List<String> first(String prefix, int most) {
    List<String> found = new ArrayList<>();
    graph.links(
        prefix,
        row -> {
          found.add(row.substring(prefix.length()));
          return found.size() < most;
        });
    return found;
  }
}
