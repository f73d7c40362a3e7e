package dev.tunewatch.topology.inspect;

import dev.tunewatch.events.PartKind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a batch are followed by another part of their release. Ingest writes the parts
 * of a release close together, and each of them would have it inspected; one inspection for all of
 * them finds the same. A second value of a part ends the row: what it changed is a transition, for
 * which the release is inspected before and after.
 */
public final class NextParts {

  /** No other part follows. */
  public static final int NONE = -1;

  private NextParts() {}

  /** The last record of a release so far, and a bit for each part of its row. */
  private record Row(int last, int parts) {
    static final Row EMPTY = new Row(NONE, 0);
  }

  /**
   * For each record the index of the one that follows it, or {@link #NONE}.
   *
   * @param keys of the records of one partition in their order, {@code hub:owner/name#part}; null
   *     where the record deletes, which neither follows nor is followed
   */
  public static int[] of(List<byte @Nullable []> keys) {
    int[] next = new int[keys.size()];
    Map<String, Row> rows = new HashMap<>();
    for (int i = 0; i < next.length; i++) {
      next[i] = NONE;
      byte[] bytes = keys.get(i);
      String key = bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
      int sign = key.lastIndexOf('#');
      int part = bit(key.substring(sign + 1));
      if (sign < 0 || part == 0) {
        continue;
      }
      String release = key.substring(0, sign);
      Row before = rows.getOrDefault(release, Row.EMPTY);
      int parts = before.parts() | part;
      if (parts == before.parts()) {
        parts = part; // a second value of it
      } else if (before.last() != NONE) {
        next[before.last()] = i;
      }
      rows.put(release, new Row(i, parts));
    }
    return next;
  }

  /** The bit of a part, or 0 if there is no such part. */
  private static int bit(String name) {
    for (PartKind kind : PartKind.values()) {
      if (kind.wireName().equals(name)) {
        return 1 << kind.ordinal();
      }
    }
    return 0;
  }
}
