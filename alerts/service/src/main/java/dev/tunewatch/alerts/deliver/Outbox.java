package dev.tunewatch.alerts.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is accepted and not delivered yet; durable. */
public interface Outbox {

  /**
   * Leases messages that are due, oldest first; for one subscription and alert only the earliest
   * version, so that they arrive in order. Endpoints whose circuit is open get nothing but a probe
   * when it is time for one, and capped subscriptions no more than their cap leaves.
   *
   * @param owner who works on them
   * @param lease how long nobody else gets them
   * @param busy subscriptions that have enough under way
   */
  Claimed claim(String owner, Instant now, Duration lease, int limit, Set<String> busy);

  /**
   * Records attempts in one transaction, with what they say of their endpoints: circuits open and
   * close, subscriptions that are gone or fail for too long are disabled, and who is to know of it
   * gets a notice.
   *
   * @return what was disabled
   */
  List<Disabled> record(String owner, Collection<Attempt> attempts);

  /** Gives back, as if it had never been claimed, what may not be sent before a time. */
  void defer(String owner, Message message, Instant until, String why);

  /** Gives these back, as if they had never been claimed. */
  void giveBack(String owner, List<Message> messages);

  /** Gives back what this owner holds, as if it had never been claimed. */
  void release(String owner);

  /** Takes the leases of all former owners away; only where no other process can have one. */
  void releaseLeases();

  /**
   * Says that an owner lives, and frees what those hold that have not said so for a while.
   *
   * @param patience how long an owner may be silent; longer than any attempt takes
   * @return how many messages were freed
   */
  int alive(String owner, Duration patience);

  /** How much waits. */
  Backlog backlog();

  /**
   * What was leased.
   *
   * @param messages to be sent
   * @param capped how many messages of which subscription wait because of its cap, as of now
   */
  record Claimed(List<Message> messages, Map<String, Integer> capped) {
    public Claimed {
      messages = List.copyOf(messages);
      capped = Map.copyOf(capped);
    }
  }

  /**
   * A subscription that is not told any more.
   *
   * @param reason {@code gone} or {@code failing}
   * @param notified the subscription that gets the notice, empty where there is none to get it
   */
  record Disabled(String subscriptionId, String reason, Optional<String> notified) {}

  /**
   * How much waits.
   *
   * @param pending accepted, not delivered and not given up, and due or overdue but for retries
   * @param stalled those of them that failed three times or more
   * @param oldestSeconds unix time since when the oldest of them waits, 0 where nothing does
   * @param deferred what waits on purpose, by why
   * @param openCircuits endpoints that are left alone for now
   */
  record Backlog(
      long pending,
      long stalled,
      double oldestSeconds,
      Map<String, Long> deferred,
      long openCircuits) {
    public Backlog {
      deferred = Map.copyOf(deferred);
    }
  }
}
