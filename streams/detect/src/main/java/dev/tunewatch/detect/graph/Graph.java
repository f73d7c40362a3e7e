package dev.tunewatch.detect.graph;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the state is kept: a row for each node, and a row for each link, so that a parent with
 * 30,000 children is never written as a whole. Keys of links sort as their bytes or characters do;
 * each is of one list, which is what stands before its second {@link #END}.
 */
public interface Graph {

  /** Separates the parts of a link's key, for no node's key holds a control character. */
  char END = '\0';

  /** A node, null where nothing is kept of it. */
  @Nullable Node node(String key);

  /** Keeps a node. */
  void put(String key, Node node);

  /** Forgets a node. */
  void remove(String key);

  /** Keeps a link. */
  void link(String row);

  /** Forgets a link. */
  void unlink(String row);

  /**
   * Hands out the links that begin with this, until one is answered with false. The links may not
   * be changed meanwhile.
   *
   * @param prefix names a list at least
   */
  void links(String prefix, Predicate<String> next);
}
