package dev.tunewatch.alerts.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What is accepted and not delivered yet; durable. */
public interface Outbox {

  /**
   * Leases messages that are due, oldest first; for one subscription and alert only the earliest
   * version, so that they arrive in order.
   *
   * @param owner who works on them
   * @param lease how long nobody else gets them
   * @param busy subscriptions that have enough under way
   */
  List<Message> claim(String owner, Instant now, Duration lease, int limit, Set<String> busy);

  /**
   * Records attempts in one transaction and disables subscriptions that are gone.
   *
   * @return how many were recorded; those whose lease went to somebody else are not
   */
  int record(String owner, Collection<Attempt> attempts);

  /** Gives back what this owner holds, as if it had never been claimed. */
  void release(String owner);

  /** Takes the leases of all former owners away; only where no other process can have one. */
  void releaseLeases();

  /** How much waits. */
  Backlog backlog();

  /**
   * How much waits.
   *
   * @param pending accepted, not delivered and not given up
   * @param stalled those of them that failed three times or more
   * @param oldestSeconds unix time since when the oldest waits, 0 where nothing does
   */
  record Backlog(long pending, long stalled, double oldestSeconds) {}
}
