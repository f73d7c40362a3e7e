package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.alert.Alerts.Numbered;
import dev.tunewatch.alerts.deliver.Span;
import dev.tunewatch.alerts.deliver.VersionHistory;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Versions as they were told, in PostgreSQL. */
public final class JdbiVersionHistory implements VersionHistory {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiVersionHistory(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public List<Numbered> next(Span span, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select sequence, body from alert_version
                    where sequence > :after and sequence <= :last
                      and told_at >= :from and told_at < :until
                    order by sequence limit :limit""")
                .bind("after", span.after())
                .bind("last", span.last())
                .bind("from", span.from())
                .bind("until", span.until())
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Numbered(row.getLong(1), AlertJson.read(row.getString(2))))
                .list());
  }
}
