package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.walk.Hashes;
import java.util.HashSet;
import java.util.Set;

/**
 * States of releases that repairs of this process published: a release that was created and changed
 * while live was away lies in two gaps. Bounded; what is forgotten is published once more.
 */
final class Repaired {

  private static final int MOST = 200_000;

  private final Set<Long> states = new HashSet<>();

  void remember(Row.Listed row) {
    if (states.size() >= MOST) {
      states.clear();
    }
    states.add(hash(row));
  }

  boolean holds(Row.Listed row) {
    return !states.isEmpty() && states.contains(hash(row));
  }

  private static long hash(Row.Listed row) {
    return Hashes.of(row.identity() + "|" + row.fingerprint());
  }
}
