package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.Attempt;
import dev.tunewatch.alerts.deliver.Content;
import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.NoticePolicy;
import dev.tunewatch.alerts.deliver.Outbox;
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
import org.jdbi.v3.core.statement.PreparedBatch;

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
          List<Attempt> kept = new ArrayList<>(settle(handle, owner, attempts, false));
          kept.addAll(settle(handle, owner, attempts, true));
          log(handle, kept);
          return new JdbiDisabling(handle, policy)
              .after(kept, JdbiCircuits.learn(handle, attempts));
        });
  }

  @Override
  public void defer(String owner, Message message, Instant until, String why) {
    String table = message.content() instanceof Content.Story ? "outbox" : "bundle";
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update "
                    + table
                    + """
                       set lease_owner = null, lease_until = null, due_at = ?, deferral = ?,
                        attempts = greatest(attempts - 1, 0)
                      where id = ? and lease_owner = ? and status = 'pending'""",
                until,
                why,
                message.outboxId(),
                owner));
  }

  @Override
  public void giveBack(String owner, List<Message> messages) {
    jdbi.useTransaction(
        handle -> {
          for (boolean bundles : new boolean[] {false, true}) {
            long[] ids =
                messages.stream()
                    .filter(m -> m.content() instanceof Content.Story != bundles)
                    .mapToLong(Message::outboxId)
                    .toArray();
            if (ids.length > 0) {
              handle
                  .createUpdate(
                      "update "
                          + (bundles ? "bundle" : "outbox")
                          + """
                             set lease_owner = null, lease_until = null,
                              attempts = greatest(attempts - 1, 0)
                            where id = any(:ids) and lease_owner = :owner and status = 'pending'""")
                  .bind("ids", ids)
                  .bind("owner", owner)
                  .execute();
            }
          }
        });
  }

  @Override
  public void release(String owner) {
    both(
        """
         set lease_owner = null, lease_until = null, attempts = greatest(attempts - 1, 0)
        where status = 'pending' and lease_owner = ?""",
        owner);
  }

  @Override
  public void releaseLeases() {
    both(
        """
         set lease_owner = null, lease_until = null
        where status = 'pending' and lease_owner is not null""");
  }

  @Override
  public Backlog backlog() {
    return jdbi.withHandle(
        handle -> {
          Map<String, Long> deferred = new HashMap<>();
          handle
              .createQuery(
                  """
                  select coalesce(b.kind, o.deferral), count(*) from outbox o
                  left join bundle b on b.id = o.bundle_id
                  where o.status = 'pending'
                    and (b.sealed_at is null and o.bundle_id is not null
                      or o.deferral is not null and o.due_at > now())
                  group by 1""")
              .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
              .forEach(row -> deferred.put(row.getKey(), row.getValue()));
          long circuits =
              handle
                  .createQuery("select count(*) from circuit where open_until is not null")
                  .mapTo(long.class)
                  .one();
          return handle
              .createQuery(
                  """
                  select count(*), count(*) filter (where attempts > 3
                    or attempts = 3 and lease_owner is null),
                    coalesce(extract(epoch from min(accepted_at)), 0)
                  from (
                    select attempts, lease_owner, accepted_at from outbox
                    where status = 'pending' and bundle_id is null
                      and (deferral is null or due_at <= now())
                    union all
                    select attempts, lease_owner, accepted_at from bundle
                    where status = 'pending' and (sealed_at is not null or due_at <= now())
                      and (deferral is null or due_at <= now())) waiting""")
              .map(
                  (row, context) ->
                      new Backlog(
                          row.getLong(1), row.getLong(2), row.getDouble(3), deferred, circuits))
              .one();
        });
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

  /** Ends or reschedules the rows that this owner still holds. */
  private static List<Attempt> settle(
      Handle handle, String owner, Collection<Attempt> attempts, boolean bundles) {
    List<Attempt> inOrder =
        attempts.stream()
            .filter(a -> a.message().content() instanceof Content.Story != bundles)
            .toList();
    if (inOrder.isEmpty()) {
      return List.of();
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "update "
                + (bundles ? "bundle" : "outbox")
                + """
                   set status = :status, due_at = coalesce(:dueAt, due_at), deferral = null,
                    lease_owner = null, lease_until = null, finished_at = :finishedAt
                  where id = :id and lease_owner = :owner and status = 'pending'""");
    for (Attempt attempt : inOrder) {
      boolean retry = attempt.dueAt().isPresent();
      batch
          .bind("status", retry ? "pending" : attempt.outcomeName())
          .bindByType("dueAt", attempt.dueAt().orElse(null), Instant.class)
          .bindByType("finishedAt", retry ? null : attempt.at(), Instant.class)
          .bind("id", attempt.message().outboxId())
          .bind("owner", owner)
          .add();
    }
    int[] counts = batch.execute();
    List<Attempt> kept = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        kept.add(inOrder.get(i));
      }
    }
    if (bundles) {
      finishItems(handle, kept);
    }
    return kept;
  }

  /** What went in a message shares its fate. */
  private static void finishItems(Handle handle, List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      if (attempt.dueAt().isEmpty()) {
        handle.execute(
            """
            update outbox set status = ?, finished_at = ?
            where bundle_id = ? and status = 'pending'""",
            attempt.outcomeName(),
            attempt.at(),
            attempt.message().outboxId());
      }
    }
  }

  private static void log(Handle handle, List<Attempt> attempts) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into delivery (subscription_id, alert_id, version, message_id, attempt, outcome,
              reason, at, took_ms, kind, alerts)
            select id, :alert, :version, :message, :attempt, :outcome, :reason, :at, :took, :kind,
              :alerts
            from subscription where id = :subscription""");
    for (Attempt attempt : attempts) {
      Message message = attempt.message();
      Content.Story story = message.content() instanceof Content.Story s ? s : null;
      batch
          .bind("subscription", message.subscription().id())
          .bind("alert", story == null ? null : story.alert().id().value())
          .bindByType("version", story == null ? null : story.alert().version(), Integer.class)
          .bind("message", message.messageId())
          .bind("attempt", message.attempt())
          .bind("outcome", attempt.outcomeName())
          .bind("reason", attempt.reason().map(GiveUpReason::wireName).orElse(null))
          .bind("at", attempt.at())
          .bind("took", attempt.tookMillis())
          .bind("kind", message.content().kind())
          .bind("alerts", message.content().alerts())
          .add();
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private void both(String rest, Object... values) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("update outbox" + rest, values);
          handle.execute("update bundle" + rest, values);
        });
  }
}
