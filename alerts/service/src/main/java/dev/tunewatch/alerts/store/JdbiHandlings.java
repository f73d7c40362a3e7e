package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Handled;
import dev.tunewatch.alerts.alert.Handling;
import dev.tunewatch.alerts.alert.Handlings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** What people did with alerts, in PostgreSQL. */
final class JdbiHandlings implements Handlings {

  private final Handle handle;

  JdbiHandlings(Handle handle) {
    this.handle = handle;
  }

  @Override
  public void save(Collection<Handled> handled) {
    if (handled.isEmpty()) {
      return;
    }
    PreparedBatch now =
        handle.prepareBatch(
            """
            update alert set handling = :status, assignee = :assignee, snoozed_until = :until,
              handling_revision = :revision where id = :alert""");
    PreparedBatch history =
        handle.prepareBatch(
            """
            insert into alert_action (alert_id, at, actor, action, from_status, to_status,
              assignee, snoozed_until, revision, reason, note)
            values (:alert, :at, :actor, :action, :from, :status,
              :assignee, :until, :revision, :reason, :note)""");
    for (Handled one : handled) {
      Handling after = one.handling();
      for (PreparedBatch batch : List.of(now, history)) {
        batch
            .bind("alert", one.alertId().value())
            .bind("status", after.status().wireName())
            .bind("assignee", after.assignee())
            .bind("until", after.snoozedUntil())
            .bind("revision", after.revision());
      }
      now.add();
      history
          .bind("at", one.at())
          .bind("actor", one.actor())
          .bind("action", one.action())
          .bind("from", one.from().wireName())
          .bind("reason", one.reason())
          .bind("note", one.note())
          .add();
    }
    now.execute();
    history.execute();
  }

  @Override
  public List<AlertId> due(Instant now, int limit) {
    return handle
        .createQuery(
            """
            select id from alert where handling = 'snoozed' and snoozed_until <= :now
            order by id limit :limit for update skip locked""")
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(String.class)
        .map(AlertId::new)
        .list();
  }

  @Override
  public void leave(AlertId from, AlertId to) {
    handle.execute("update alert set successor = ? where id = ?", to.value(), from.value());
  }

  @Override
  public Map<AlertId, AlertId> left(Collection<AlertId> to) {
    Map<AlertId, AlertId> left = new LinkedHashMap<>();
    handle
        .createQuery(
            "select id, successor from alert where successor = any(:to) order by updated_at, id")
        .bind("to", to.stream().map(AlertId::value).toArray(String[]::new))
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(row -> left.put(new AlertId(row.getKey()), new AlertId(row.getValue())));
    return left;
  }

  @Override
  public void move(AlertId from, AlertId to) {
    handle.execute(
        """
        insert into alert_action (alert_id, at, actor, action, from_status, to_status, assignee,
          snoozed_until, revision, reason, note)
        select ?, at, actor, action, from_status, to_status, assignee, snoozed_until, revision,
          reason, note
        from alert_action where alert_id = ? order by id""",
        to.value(),
        from.value());
    handle.execute("update alert set successor = null where id = ?", from.value());
  }

  static Handling handling(ResultSet row) throws SQLException {
    return new Handling(
        Handling.Status.ofWireName(row.getString("handling")),
        row.getString("assignee"),
        instant(row, "snoozed_until"),
        row.getInt("handling_revision"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
