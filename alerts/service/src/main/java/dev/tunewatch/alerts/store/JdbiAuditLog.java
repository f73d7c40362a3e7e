package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.audit.AuditLog;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The audit log in PostgreSQL. */
public final class JdbiAuditLog implements AuditLog {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiAuditLog(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public long begin(Instant at, String actor, String action, String object) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into audit (at, actor, action, object, outcome)
                    values (:at, :actor, :action, :object, :outcome) returning id""")
                .bind("at", at)
                .bind("actor", actor)
                .bind("action", action)
                .bind("object", object)
                .bind("outcome", BEGUN)
                .mapTo(long.class)
                .one());
  }

  @Override
  public void complete(
      long id, String outcome, String object, @Nullable String before, @Nullable String after) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update audit set outcome = :outcome, object = :object,
                      before = cast(:before as jsonb), after = cast(:after as jsonb)
                    where id = :id""")
                .bind("id", id)
                .bind("outcome", outcome)
                .bind("object", object)
                .bind("before", before)
                .bind("after", after)
                .execute());
  }

  @Override
  public void drop(long id) {
    jdbi.useHandle(
        handle -> handle.createUpdate("delete from audit where id = :id").bind("id", id).execute());
  }

  @Override
  public List<Entry> list(@Nullable String actor, long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, at, actor, action, object, outcome, before, after from audit
                    where id < :before and (cast(:actor as text) is null or actor = :actor)
                    order by id desc limit :limit""")
                .bind("before", before)
                .bind("actor", actor)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Entry(
                            row.getLong("id"),
                            Objects.requireNonNull(JdbiHandlings.instant(row, "at")),
                            row.getString("actor"),
                            row.getString("action"),
                            row.getString("object"),
                            row.getString("outcome"),
                            row.getString("before"),
                            row.getString("after")))
                .list());
  }
}
