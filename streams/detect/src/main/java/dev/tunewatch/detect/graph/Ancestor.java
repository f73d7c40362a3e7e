package dev.tunewatch.detect.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a line of first parents begins. A line that runs in a circle begins nowhere.
 *
 * @param top key of the first node
 * @param official key of the first that a vendor of the register published, null where none did
 * @param downloads of the first official one, else of the top, in orders of magnitude; null where
 *     unknown, or where the line is not asked for it
 * @param path the nodes from the top to the one that says so, as numbers
 */
public record Ancestor(
    String top, @Nullable String official, @Nullable Integer downloads, List<Long> path) {

  public Ancestor {
    path = List.copyOf(path);
  }

  /** A node that has no parents. */
  static Ancestor itself(String key, long number, boolean official, @Nullable Integer downloads) {
    return new Ancestor(key, official ? key : null, downloads, List.of(number));
  }

  /** The vendor's release where there is one on the line, else the first. */
  String key() {
    return official == null ? top : official;
  }

  /** As the child sees it; null where the line runs in a circle or is too long. */
  @Nullable Ancestor above(
      String child, long number, boolean childIsOfficial, @Nullable Integer childDownloads) {
    if (path.size() >= Label.MAX_PATH || path.contains(number)) {
      return null;
    }
    List<Long> longer = new ArrayList<>(path);
    longer.add(number);
    return official == null && childIsOfficial
        ? new Ancestor(top, child, childDownloads, longer)
        : new Ancestor(top, official, downloads, longer);
  }
}
