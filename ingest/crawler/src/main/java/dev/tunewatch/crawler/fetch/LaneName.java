package dev.tunewatch.crawler.fetch;

import java.util.Locale;

/**
 * For which lane a request is made, and the weight of that lane's share of a hub's budget. The
 * weights say what matters when there is too little for all: new releases first, then what is known
 * of notable ones, the long walks last.
 */
public enum LaneName {
  /** Newest created and newest modified. */
  LIVE(4),
  /** Cards and other small files. */
  DETAIL(3),
  /** Releases that are watched. */
  RECHECK(2),
  /** The whole listing again, for what vanished. */
  RECONCILE(1),
  /** The whole hub once, and the repair of gaps. */
  BACKFILL(2);

  private final int weight;

  LaneName(int weight) {
    this.weight = weight;
  }

  /** Share relative to the other lanes that are active. */
  int weight() {
    return weight;
  }

  /** The metric label and the part of keys, lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
