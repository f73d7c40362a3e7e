package dev.tunewatch.detect.graph;

import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A release's row in one of the lists that nodes keep of many. It is one link each, whatever their
 * number; its key sorts as the list is read.
 *
 * @param list which
 * @param release key of the release
 * @param createdAt null where unknown
 * @param downloads in orders of magnitude, where the list is of downloads; else 0
 */
public record Listed(List list, String release, @Nullable Instant createdAt, int downloads) {

  /** The lists. */
  public enum List {
    /** All releases of an uploader, the newest first. */
    UPLOADED,
    /** Those of an uploader that want to hear of its reach, the newest first. */
    WATCHING,
    /** Those that hold one set of weights, the oldest first. */
    HOLDING
  }

  /** Behind all hexadecimal digits. */
  private static final String UNKNOWN = "~";

  /** What the rows of a list at a node begin with. */
  static String prefix(List list, String node) {
    return switch (list) {
          case UPLOADED -> "u";
          case WATCHING -> "w";
          case HOLDING -> "s";
        }
        + Graph.END
        + node
        + Graph.END;
  }

  /** The whole row. */
  String row(String node) {
    return prefix(list, node) + age() + Graph.END + release + Graph.END + downloads;
  }

  /** The release of what stands behind a prefix. */
  static String release(String rest) {
    int first = rest.indexOf(Graph.END);
    return rest.substring(first + 1, rest.indexOf(Graph.END, first + 1));
  }

  /** The downloads of what stands behind a prefix. */
  static int downloads(String rest) {
    return Integer.parseInt(rest.substring(rest.lastIndexOf(Graph.END) + 1));
  }

  private String age() {
    if (createdAt == null) {
      return UNKNOWN;
    }
    long second = createdAt.getEpochSecond();
    long place = list == List.HOLDING ? second - Long.MIN_VALUE : Long.MAX_VALUE - second;
    return HexFormat.of().toHexDigits(place);
  }
}
