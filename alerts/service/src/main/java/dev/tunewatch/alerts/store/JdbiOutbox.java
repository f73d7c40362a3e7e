package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.Attempt;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.NoticePolicy;
import dev.tunewatch.alerts.deliver.Outbox;
import dev.tunewatch.alerts.deliver.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The outbox in PostgreSQL. */
public final class JdbiOutbox implements Outbox {

  private final Jdbi jdbi;
  private final NoticePolicy policy;

  /**
   * Works in this database.
   *
   * @param policy when to disable a subscription, and who hears of it
   */
  public JdbiOutbox(Database database, NoticePolicy policy) {
    this.jdbi = database.jdbi();
    this.policy = policy;
  }

  @Override
  public Claimed claim(String owner, Instant now, Duration lease, int limit, Set<String> busy) {
    return jdbi.inTransaction(
        handle -> {
          // A lease that a power cut forgets is only taken again.
          handle.execute("set local synchronous_commit = off");
          JdbiClaims claims = new JdbiClaims(handle, owner, now, lease);
          JdbiCaps caps = new JdbiCaps(handle, policy, now);
          Set<String> blocked = new HashSet<>(busy);
          List<JdbiCircuits.Open> open = JdbiCircuits.open(handle);
          open.forEach(circuit -> blocked.addAll(circuit.subscriptions()));
          Set<String> capped = new HashSet<>(caps.capped());
          capped.removeAll(blocked);
          List<Message> messages = new ArrayList<>(claims.others(limit, blocked, capped));
          Map<String, Integer> deferred = new HashMap<>();
          messages.addAll(caps.claim(claims, limit - messages.size(), capped, deferred));
          for (JdbiCircuits.Open circuit : open) {
            messages.addAll(probe(handle, claims, circuit, busy, now, now.plus(lease)));
          }
          return new Claimed(messages, deferred);
        });
  }

  @Override
  public List<Disabled> record(String owner, Collection<Attempt> attempts) {
    return jdbi.inTransaction(
        handle -> {
          if (attempts.stream().allMatch(a -> a.outcome() instanceof Outcome.Delivered)) {
            // What a power cut forgets of it is sent again under its key; no reason to wait for a
            // disk that others are waiting for.
            handle.execute("set local synchronous_commit = off");
          }
          List<Attempt> kept = JdbiOutcomes.record(handle, owner, attempts);
          return new JdbiDisabling(handle, policy)
              .after(kept, JdbiCircuits.learn(handle, attempts));
        });
  }

  @Override
  public void defer(String owner, Message message, Instant until, String why) {
    jdbi.useHandle(handle -> JdbiLeases.defer(handle, owner, message, until, why));
  }

  @Override
  public void giveBack(String owner, List<Message> messages) {
    jdbi.useTransaction(handle -> JdbiLeases.giveBack(handle, owner, messages));
  }

  @Override
  public void release(String owner) {
    jdbi.useTransaction(handle -> JdbiLeases.release(handle, owner));
  }

  @Override
  public void releaseLeases() {
    jdbi.useTransaction(JdbiLeases::releaseAll);
  }

  @Override
  public int alive(String owner, Duration patience) {
    return jdbi.inTransaction(handle -> JdbiLeases.alive(handle, owner, patience));
  }

  @Override
  public Backlog backlog() {
    return jdbi.withHandle(JdbiBacklog::count);
  }

  /** One message finds out whether an endpoint is there again. */
  private static List<Message> probe(
      Handle handle,
      JdbiClaims claims,
      JdbiCircuits.Open circuit,
      Set<String> busy,
      Instant now,
      Instant until) {
    Set<String> free = new HashSet<>(circuit.subscriptions());
    free.removeAll(busy);
    if (circuit.until().isAfter(now)
        || free.isEmpty()
        || !JdbiCircuits.probe(handle, circuit, until)) {
      return List.of();
    }
    List<Message> probe = claims.of(1, free);
    if (probe.isEmpty()) {
      JdbiCircuits.unprobe(handle, circuit);
    }
    return probe;
  }
}
