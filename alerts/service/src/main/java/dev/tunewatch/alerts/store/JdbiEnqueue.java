package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.AlertTransaction.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Puts versions into the outbox, in the transaction that accepts them. */
final class JdbiEnqueue {

  private JdbiEnqueue() {}

  static void enqueue(Handle handle, Collection<Entry> entries) {
    // A subscription that was removed or disabled meanwhile must not fail the batch, hence the
    // select.
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into outbox (subscription_id, alert_id, version, message_id, accepted_at, due_at,
              bundle_id, urgent, deferral, status, silence_id, finished_at)
            select id, :alert, :version, :message, :accepted, :due, :bundle, :urgent, :deferral,
              :status, :silence, :finished
            from subscription where id = :subscription and state = 'active'
            on conflict do nothing""");
    for (Entry entry : entries) {
      Optional<Long> bundle = entry.joined().flatMap(j -> JdbiBundles.join(handle, entry, j));
      if (entry.joined().isPresent() && bundle.isEmpty()) {
        continue;
      }
      boolean silenced = entry.silenceId().isPresent();
      batch
          .bind("subscription", entry.subscriptionId())
          .bind("alert", entry.alertId().value())
          .bind("version", entry.version())
          .bind("message", entry.messageId())
          .bind("accepted", entry.acceptedAt())
          .bind("due", entry.dueAt())
          .bindByType("bundle", bundle.orElse(null), Long.class)
          .bind("urgent", entry.urgent())
          .bind("deferral", entry.deferral().orElse(null))
          .bind("status", silenced ? "silenced" : "pending")
          .bind("silence", entry.silenceId().orElse(null))
          .bindByType("finished", silenced ? entry.acceptedAt() : null, java.time.Instant.class)
          .add();
    }
    if (batch.size() > 0) {
      batch.execute();
    }
    logSilenced(handle, entries.stream().filter(e -> e.silenceId().isPresent()).toList());
    replaceWaiting(handle, entries);
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
              and not exists (
                select 1 from bundle b where b.id = o.bundle_id and b.sealed_at is not null)""",
            entry.acceptedAt(),
            entry.subscriptionId(),
            entry.alertId().value(),
            entry.version());
      }
    }
  }
}
