package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.deliver.Attempt;
import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Outbox;
import dev.tunewatch.assessments.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The outbox in PostgreSQL. */
public final class JdbiOutbox implements Outbox {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiOutbox(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public List<Message> claim(
      String owner, Instant now, Duration lease, int limit, Set<String> busy) {
    return jdbi.inTransaction(
        handle -> {
          // A lease that a power cut forgets is only taken again.
          handle.execute("set local synchronous_commit = off");
          return handle
              .createQuery(
                  """
                    with picked as (
                      select o.id from outbox o
                      where o.status = 'pending' and o.due_at <= :now
                        and (o.lease_until is null or (o.lease_until <= :now
                          -- what this process still sends is not sent beside it
                          and o.lease_owner is distinct from :owner))
                        and o.subscription_id <> all(:busy)
                        and not exists (
                          select 1 from outbox e
                          where e.status = 'pending' and e.subscription_id = o.subscription_id
                            and e.alert_id = o.alert_id and e.version < o.version)
                      order by o.due_at, o.id limit :limit for update of o skip locked),
                    leased as (
                      update outbox o set lease_owner = :owner, lease_until = :until,
                        attempts = o.attempts + 1
                      from picked where o.id = picked.id
                      returning o.id, o.message_id, o.subscription_id, o.alert_id, o.version,
                        o.attempts, o.accepted_at)
                    select l.id, l.message_id, l.attempts, l.accepted_at, v.body,
                      array(select distinct e.body ->> 'severity' from alert_version e
                        where e.alert_id = l.alert_id and e.version < l.version) as earlier, """
                      + JdbiSubscriptions.COLUMNS
                      + """

                    from leased l
                    join alert_version v on v.alert_id = l.alert_id and v.version = l.version
                    join subscription s on s.id = l.subscription_id
                    order by l.id""")
              .bind("now", now)
              .bind("until", now.plus(lease))
              .bind("owner", owner)
              .bind("busy", busy.toArray(String[]::new))
              .bind("limit", limit)
              .map((row, context) -> message(row))
              .list();
        });
  }

  @Override
  public int record(String owner, Collection<Attempt> attempts) {
    return jdbi.inTransaction(
        handle -> {
          List<Attempt> kept = settle(handle, owner, attempts);
          log(handle, kept);
          disableGone(handle, kept);
          return kept.size();
        });
  }

  @Override
  public void release(String owner) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                update outbox set lease_owner = null, lease_until = null,
                  attempts = greatest(attempts - 1, 0)
                where status = 'pending' and lease_owner = ?""",
                owner));
  }

  @Override
  public void releaseLeases() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                update outbox set lease_owner = null, lease_until = null
                where status = 'pending' and lease_owner is not null"""));
  }

  @Override
  public Backlog backlog() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*), count(*) filter (where attempts > 3
                      or attempts = 3 and lease_owner is null),
                      coalesce(extract(epoch from min(accepted_at)), 0)
                    from outbox where status = 'pending'""")
                .map(
                    (row, context) -> new Backlog(row.getLong(1), row.getLong(2), row.getDouble(3)))
                .one());
  }

  /** Ends or reschedules the rows that this owner still holds. */
  private static List<Attempt> settle(Handle handle, String owner, Collection<Attempt> attempts) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            update outbox set status = :status, due_at = coalesce(:dueAt, due_at),
              lease_owner = null, lease_until = null, finished_at = :finishedAt
            where id = :id and lease_owner = :owner and status = 'pending'""");
    List<Attempt> inOrder = List.copyOf(attempts);
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
    return kept;
  }

  private static void log(Handle handle, List<Attempt> attempts) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into delivery (subscription_id, alert_id, version, message_id, attempt, outcome,
              reason, at, took_ms)
            select id, :alert, :version, :message, :attempt, :outcome, :reason, :at, :took
            from subscription where id = :subscription""");
    for (Attempt attempt : attempts) {
      Message message = attempt.message();
      batch
          .bind("subscription", message.subscription().id())
          .bind("alert", message.alert().id().value())
          .bind("version", message.alert().version())
          .bind("message", message.messageId())
          .bind("attempt", message.attempt())
          .bind("outcome", attempt.outcomeName())
          .bind("reason", attempt.reason().map(GiveUpReason::wireName).orElse(null))
          .bind("at", attempt.at())
          .bind("took", attempt.tookMillis())
          .add();
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** Nothing more is sent to a target that said 410; what waits for it is given up. */
  private static void disableGone(Handle handle, List<Attempt> attempts) {
    String[] gone =
        attempts.stream()
            .filter(a -> a.dueAt().isEmpty())
            .filter(a -> a.reason().filter(GiveUpReason.GONE::equals).isPresent())
            .map(a -> a.message().subscription().id())
            .distinct()
            .toArray(String[]::new);
    if (gone.length > 0) {
      handle
          .createUpdate("update subscription set state = 'disabled' where id = any(:gone)")
          .bind("gone", gone)
          .execute();
      handle
          .createUpdate(
              """
              update outbox set status = 'gave_up', lease_owner = null, lease_until = null,
                finished_at = now()
              where status = 'pending' and subscription_id = any(:gone)""")
          .bind("gone", gone)
          .execute();
    }
  }

  private static Message message(ResultSet row) throws SQLException {
    return new Message(
        row.getLong("id"),
        row.getString("message_id"),
        JdbiSubscriptions.read(row),
        AlertJson.read(row.getString("body")),
        row.getInt("attempts"),
        row.getTimestamp("accepted_at").toInstant(),
        earlier(row));
  }

  private static Set<Severity> earlier(ResultSet row) throws SQLException {
    Set<Severity> severities = EnumSet.noneOf(Severity.class);
    for (String name : (String[]) row.getArray("earlier").getArray()) {
      severities.add(Severity.valueOf(name));
    }
    return severities;
  }
}
