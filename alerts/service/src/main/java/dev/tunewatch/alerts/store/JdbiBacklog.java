package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.Outbox.Backlog;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Counts what waits in the outbox. */
final class JdbiBacklog {

  private JdbiBacklog() {}

  static Backlog count(Handle handle) {
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
                new Backlog(row.getLong(1), row.getLong(2), row.getDouble(3), deferred, circuits))
        .one();
  }
}
