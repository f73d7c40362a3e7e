package dev.tunewatch.alerts.subscription;

import java.time.Instant;
import java.util.List;

/** The silences that are kept. */
public interface Silences {

  /** How many may stand at a time: each is asked of each alert. */
  int MOST = 200;

  /**
   * Keeps a new one.
   *
   * @throws SubscriptionRejected if too many stand, or there is no such subscription
   */
  void add(Silence silence, Instant now);

  /** Those that stand, and those that ended last, the newest first. */
  List<Silence> list(int limit);

  /** Ends one; false where there is none that stands. */
  boolean end(String id, Instant now);
}
