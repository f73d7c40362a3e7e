package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.DeliveryLog;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The delivery log in PostgreSQL. */
public final class JdbiDeliveryLog implements DeliveryLog {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiDeliveryLog(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public List<Row> list(@Nullable String subscriptionId, long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, subscription_id, alert_id, version, message_id, attempt, outcome,
                      reason, at, took_ms, kind, alerts
                    from delivery where id < :before
                      and (cast(:subscription as text) is null or subscription_id = :subscription)
                    order by id desc limit :limit""")
                .bind("before", before)
                .bind("subscription", subscriptionId)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Row(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getObject(4, Integer.class),
                            row.getString(5),
                            row.getInt(6),
                            row.getString(7),
                            row.getString(8),
                            row.getTimestamp(9).toInstant(),
                            row.getLong(10),
                            row.getString(11),
                            row.getInt(12)))
                .list());
  }
}
