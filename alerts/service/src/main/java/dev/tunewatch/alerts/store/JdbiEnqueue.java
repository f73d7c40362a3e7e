package dev.tunewatch.alerts.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.alerts.deliver.AlertTransaction.Entry;
import dev.tunewatch.alerts.deliver.AlertTransaction.Lease;
import dev.tunewatch.events.EventJson;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Puts versions into the outbox, in the transaction that accepts them. */
final class JdbiEnqueue {

  private JdbiEnqueue() {}

  /** Returns the rows that are leased by it, by message id. */
  static Map<String, Long> enqueue(Handle handle, Collection<Entry> entries, Lease lease) {
    List<Row> rows = new ArrayList<>();
    for (Entry entry : entries) {
      Optional<Long> bundle = entry.joined().flatMap(j -> JdbiBundles.join(handle, entry, j));
      if (entry.joined().isEmpty() || bundle.isPresent()) {
        rows.add(Row.of(entry, bundle, lease.messageIds().contains(entry.messageId())));
      }
    }
    Map<String, Long> leased = rows.isEmpty() ? Map.of() : insert(handle, rows, lease);
    logSilenced(handle, entries.stream().filter(e -> e.silenceId().isPresent()).toList());
    replaceWaiting(handle, entries);
    return leased;
  }

  /**
   * One statement for all of them. A subscription that was removed or disabled meanwhile must not
   * fail them, hence the join; an endpoint that is left alone is left alone by this way, too.
   */
  private static Map<String, Long> insert(Handle handle, List<Row> rows, Lease lease) {
    Map<String, Long> leased = new HashMap<>();
    handle
        .createQuery(
            """
            with entered as (
              insert into outbox (subscription_id, alert_id, version, message_id, accepted_at,
                due_at, bundle_id, urgent, deferral, status, silence_id, finished_at, attempts,
                lease_owner, lease_until)
              select r.subscription, r.alert, r.version, r.message, r.accepted, r.due, r.bundle,
                r.urgent, r.deferral, case when r.silence is null then 'pending' else 'silenced' end,
                r.silence, case when r.silence is null then null else r.accepted end,
                case when l.here then 1 else 0 end,
                case when l.here then cast(:owner as text) end,
                case when l.here then cast(:until as timestamptz) end
              from json_to_recordset(cast(:rows as json)) as r(subscription text, alert text,
                version int, message text, accepted timestamptz, due timestamptz, bundle bigint,
                urgent boolean, deferral text, silence text, leased boolean)
              join subscription s on s.id = r.subscription and s.state = 'active'
              cross join lateral (
                select r.leased and not exists (
                  select 1 from circuit c
                  where c.endpoint = s.endpoint and c.open_until is not null) as here) l
              on conflict do nothing
              returning id, message_id, lease_owner)
            select message_id, id from entered where lease_owner = :owner""")
        .bind("rows", json(rows))
        .bind("owner", lease.owner())
        .bind("until", lease.until())
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(row -> leased.put(row.getKey(), row.getValue()));
    return leased;
  }

  /** What is kept back is shown where people look for it. */
  private static void logSilenced(Handle handle, List<Entry> silenced) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into delivery (subscription_id, alert_id, version, message_id, attempt, outcome,
              reason, at, took_ms, kind, alerts)
            select id, :alert, :version, :message, 0, 'silenced', :silence, :at, 0, 'alert', 1
            from subscription where id = :subscription""");
    for (Entry entry : silenced) {
      batch
          .bind("subscription", entry.subscriptionId())
          .bind("alert", entry.alertId().value())
          .bind("version", entry.version())
          .bind("message", entry.messageId())
          .bind("silence", entry.silenceId().orElse(null))
          .bind("at", entry.acceptedAt())
          .add();
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /**
   * An urgent version must not wait for an earlier one that waits on purpose, nor be followed by
   * it: it says all that the earlier one would have said.
   */
  private static void replaceWaiting(Handle handle, Collection<Entry> entries) {
    for (Entry entry : entries) {
      if (entry.urgent() && entry.version() > 1 && entry.joined().isEmpty()) {
        handle.execute(
            """
            update outbox o set status = 'replaced', finished_at = ?
            where o.subscription_id = ? and o.alert_id = ? and o.version < ?
              and o.status = 'pending' and o.attempts = 0 and o.lease_owner is null
              and (o.bundle_id is not null or o.deferral is not null)
              and not exists (
                select 1 from bundle b where b.id = o.bundle_id and b.sealed_at is not null)""",
            entry.acceptedAt(),
            entry.subscriptionId(),
            entry.alertId().value(),
            entry.version());
      }
    }
  }

  private static String json(List<Row> rows) {
    try {
      return EventJson.mapper().writeValueAsString(rows);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private record Row(
      String subscription,
      String alert,
      int version,
      String message,
      Instant accepted,
      Instant due,
      @Nullable Long bundle,
      boolean urgent,
      @Nullable String deferral,
      @Nullable String silence,
      boolean leased) {

    static Row of(Entry entry, Optional<Long> bundle, boolean leased) {
      return new Row(
          entry.subscriptionId(),
          entry.alertId().value(),
          entry.version(),
          entry.messageId(),
          entry.acceptedAt(),
          entry.dueAt(),
          bundle.orElse(null),
          entry.urgent(),
          entry.deferral().orElse(null),
          entry.silenceId().orElse(null),
          leased);
    }
  }
}
