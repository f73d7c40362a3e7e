package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.deliver.Circuit;
import dev.tunewatch.alerts.deliver.DeliveryDesk;
import dev.tunewatch.alerts.deliver.VersionMessages;
import dev.tunewatch.alerts.subscription.Subscription;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Looking after messages in PostgreSQL. */
public final class JdbiDeliveryDesk implements DeliveryDesk {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiDeliveryDesk(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Standing standing(Subscription subscription) {
    return jdbi.withHandle(
        handle -> {
          Map<String, Long> deferred = new TreeMap<>();
          Instant[] until = new Instant[1];
          handle
              .createQuery(
                  """
                  select coalesce(b.kind, o.deferral), count(*), min(coalesce(b.due_at, o.due_at))
                  from outbox o left join bundle b on b.id = o.bundle_id
                  where o.subscription_id = :id and o.status = 'pending'
                    and (o.bundle_id is not null and b.sealed_at is null
                      or o.deferral is not null and o.due_at > now())
                  group by 1""")
              .bind("id", subscription.id())
              .map(
                  (row, context) ->
                      Map.entry(
                          row.getString(1),
                          Map.entry(row.getLong(2), row.getTimestamp(3).toInstant())))
              .forEach(
                  row -> {
                    deferred.put(row.getKey(), row.getValue().getKey());
                    Instant due = row.getValue().getValue();
                    until[0] = until[0] == null || due.isBefore(until[0]) ? due : until[0];
                  });
          Optional<Circuit> circuit = JdbiCircuits.find(handle, subscription.endpoint());
          Optional<Instant> open = circuit.flatMap(Circuit::openUntil);
          boolean probed = circuit.filter(Circuit::probing).isPresent();
          long all = deferred.values().stream().mapToLong(Long::longValue).sum();
          return handle
              .createQuery(
                  """
                  select count(*) filter (where status = 'pending'),
                    count(*) filter (where status = 'gave_up'),
                    count(*) filter (where status = 'silenced')
                  from outbox where subscription_id = :id""")
              .bind("id", subscription.id())
              .map(
                  (row, context) ->
                      new Standing(
                          row.getLong(1) - all,
                          deferred,
                          until[0],
                          row.getLong(2),
                          row.getLong(3),
                          open.isEmpty() ? "closed" : probed ? "half_open" : "open",
                          circuit.map(Circuit::failures).orElse(0),
                          circuit.map(Circuit::failingSince).orElse(null),
                          open.orElse(null)))
              .one();
        });
  }

  @Override
  public Optional<String> subscriptionOf(long deliveryId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select subscription_id from delivery where id = :id")
                .bind("id", deliveryId)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public Optional<Resent> resend(long deliveryId, Instant now) {
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    select d.message_id, d.kind, s.state from delivery d
                    join subscription s on s.id = d.subscription_id where d.id = :id""")
                .bind("id", deliveryId)
                .map(
                    (row, context) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .findOne()
                .map(
                    found ->
                        found.get(2).equals(Subscription.ACTIVE)
                            ? resend(handle, deliveryId, found.get(0), found.get(1), now)
                            : Resent.DISABLED));
  }

  private static Resent resend(
      Handle handle, long deliveryId, String messageId, String kind, Instant now) {
    boolean alone = kind.equals("alert");
    int due =
        handle
            .createUpdate(
                "update "
                    + (alone ? "outbox" : "bundle")
                    + """
                       set status = 'pending', due_at = :now, deferral = null, attempts = 0,
                        finished_at = null, lease_owner = null, lease_until = null
                      """
                    // Somebody asks for it now, so quiet hours do not hold it.
                    + (alone ? ", urgent = true, bundle_id = null, silence_id = null" : "")
                    + (alone
                        ? " where (subscription_id, alert_id, version) = (select subscription_id,"
                            + " alert_id, version from delivery where id = :delivery)"
                        : " where message_id = (select message_id from delivery where id ="
                            + " :delivery)")
                    + " and status <> 'pending'")
            .bind("now", now)
            .bind("delivery", deliveryId)
            .execute();
    if (due == 0) {
      return Resent.WAITING;
    }
    handle.execute(
        """
        update outbox set status = 'pending', finished_at = null
        where status = 'gave_up'
          and bundle_id = (select id from bundle where message_id = ? and kind <> 'notice')""",
        messageId);
    handle.execute(
        """
        insert into delivery (subscription_id, alert_id, version, message_id, attempt, outcome,
          reason, at, took_ms, kind, alerts)
        select subscription_id, alert_id, version, message_id, 0, 'resent', null, ?, 0, kind, alerts
        from delivery where id = ?""",
        now,
        deliveryId);
    return Resent.DUE;
  }

  @Override
  public Set<AlertId> toldOf(String subscriptionId, Collection<AlertId> alerts) {
    return jdbi.withHandle(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(
                        """
                        select distinct alert_id from outbox where subscription_id = :id
                          and alert_id = any(:alerts) and status <> 'silenced'""")
                    .bind("id", subscriptionId)
                    .bind("alerts", alerts.stream().map(AlertId::value).toArray(String[]::new))
                    .mapTo(String.class)
                    .map(AlertId::new)
                    .list()));
  }

  @Override
  public int replay(Subscription to, List<Alert> versions, Instant notBefore, Instant now) {
    if (versions.isEmpty()) {
      return 0;
    }
    return jdbi.inTransaction(
        handle -> {
          PreparedBatch due =
              handle.prepareBatch(
                  """
                  insert into outbox (subscription_id, alert_id, version, message_id, accepted_at,
                    due_at)
                  select s.id, a.id, :version, :message, :now, :due
                  from subscription s,
                    -- held, lest it be erased before its message is there
                    (select id from alert where id = :alert for key share) a
                  where s.id = :subscription and s.state = 'active'
                  on conflict (subscription_id, alert_id, version) do update set
                    status = 'pending', due_at = excluded.due_at, deferral = null, attempts = 0,
                    finished_at = null, bundle_id = null, silence_id = null,
                    accepted_at = excluded.accepted_at, lease_owner = null, lease_until = null
                  where outbox.status <> 'pending'""");
          for (Alert alert : versions) {
            due.bind("subscription", to.id())
                .bind("alert", alert.id().value())
                .bind("version", alert.version())
                .bind("message", VersionMessages.id(to, alert))
                .bind("now", now)
                .bind("due", notBefore)
                .add();
          }
          int[] counts = due.execute();
          PreparedBatch log =
              handle.prepareBatch(
                  """
                  insert into delivery (subscription_id, alert_id, version, message_id, attempt,
                    outcome, at, took_ms, kind, alerts)
                  values (:subscription, :alert, :version, :message, 0, 'replayed', :now, 0,
                    'alert', 1)""");
          for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
              log.bind("subscription", to.id())
                  .bind("alert", versions.get(i).id().value())
                  .bind("version", versions.get(i).version())
                  .bind("message", VersionMessages.id(to, versions.get(i)))
                  .bind("now", now)
                  .add();
            }
          }
          int replayed = log.size();
          if (replayed > 0) {
            log.execute();
          }
          return replayed;
        });
  }
}
