package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.alert.Alerts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Reading alerts from PostgreSQL. */
public final class JdbiAlerts implements Alerts {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiAlerts(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Optional<Alert> find(AlertId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select body from alert where id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .map(AlertJson::read)
                .findOne());
  }

  @Override
  public List<Numbered> list(Filter filter) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select sequence, body from alert where sequence < :before
                      and (cast(:state as text) is null or state = :state)
                      and (cast(:severity as text) is null or severity = :severity)
                      and (cast(:text as text) is null or position(:text in search) > 0)
                    order by sequence desc limit :limit""")
                .bind("before", filter.before())
                .bind("state", filter.state() == null ? null : filter.state().wireName())
                .bind("severity", filter.severity() == null ? null : filter.severity().name())
                .bind("text", filter.text() == null ? null : filter.text().toLowerCase(Locale.ROOT))
                .bind("limit", filter.limit())
                .map((row, context) -> numbered(row.getLong(1), row.getString(2)))
                .list());
  }

  @Override
  public List<Numbered> versions(long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select sequence, body from alert_version where sequence < :before
                    order by sequence desc limit :limit""")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> numbered(row.getLong(1), row.getString(2)))
                .list());
  }

  @Override
  public long count() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from alert").mapTo(long.class).one());
  }

  private static Numbered numbered(long sequence, String body) {
    return new Numbered(sequence, AlertJson.read(body));
  }
}
