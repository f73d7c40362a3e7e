package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.alert.Alerts;
import dev.tunewatch.alerts.alert.Handled;
import dev.tunewatch.alerts.alert.Handling;
import dev.tunewatch.alerts.alert.Scope;
import dev.tunewatch.alerts.alert.Tlp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Reading alerts from PostgreSQL. */
public final class JdbiAlerts implements Alerts {

  /** Of contests the last that is open, else the last. */
  private static final String VIEWED =
      """
      select a.sequence, a.body, a.handling, a.assignee, a.snoozed_until, a.handling_revision,
        (select c.status from contest c where c.alert_id = a.id
          order by c.status = 'open' desc, c.id desc limit 1) as contest,
        (select o.answer from operator_answer o where o.alert_id = a.id) as answer
      from alert a
      """;

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
  public Optional<Viewed> view(AlertId id, Scope scope) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(VIEWED + "where a.id = :id")
                .bind("id", id.value())
                .map((row, context) -> viewed(row))
                .findOne()
                .filter(viewed -> scope.covers(viewed.alert())));
  }

  @Override
  public List<Numbered> list(Filter filter) {
    return page(filter).stream().map(v -> new Numbered(v.sequence(), v.alert())).toList();
  }

  @Override
  public List<Viewed> page(Filter filter) {
    Scope scope = filter.scope();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    VIEWED
                        + """
                        where a.sequence < :before
                          and (cast(:state as text) is null or a.state = :state)
                          and (cast(:severity as text) is null or a.severity = :severity)
                          and (cast(:text as text) is null or position(:text in a.search) > 0)
                          and (cast(:status as text) is null or a.handling = :status)
                          and (cast(:assignee as text) is null or a.assignee = :assignee)
                          and (cast(:hub as text) is null or a.hub = :hub)
                          and a.tlp = any(:levels)
                        order by a.sequence desc limit :limit""")
                .bind("before", filter.before())
                .bind("state", filter.state() == null ? null : filter.state().wireName())
                .bind("severity", filter.severity() == null ? null : filter.severity().name())
                .bind("text", filter.text() == null ? null : filter.text().toLowerCase(Locale.ROOT))
                .bind("status", filter.status() == null ? null : filter.status().wireName())
                .bind("assignee", filter.assignee())
                .bind("hub", scope.hub())
                .bind("levels", levels(scope))
                .bind("limit", filter.limit())
                .map((row, context) -> viewed(row))
                .list());
  }

  @Override
  public List<Numbered> versions(long before, int limit) {
    return versions(new Scope(Tlp.RED, null), before, limit);
  }

  /** What was told under a wider level than it has now is hidden like what is told now. */
  @Override
  public List<Numbered> versions(Scope scope, long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select v.sequence, v.body from alert_version v join alert a on a.id = v.alert_id
                    where v.sequence < :before
                      and (cast(:hub as text) is null or a.hub = :hub)
                      and a.tlp = any(:levels) and v.body ->> 'tlp' = any(:levels)
                    order by v.sequence desc limit :limit""")
                .bind("before", before)
                .bind("hub", scope.hub())
                .bind("levels", levels(scope))
                .bind("limit", limit)
                .map((row, context) -> numbered(row.getLong(1), row.getString(2)))
                .list());
  }

  @Override
  public List<Alert> versionsOf(AlertId id, long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select body from alert_version where alert_id = :id and version < :before
                    order by version desc limit :limit""")
                .bind("id", id.value())
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(String.class)
                .map(AlertJson::read)
                .list());
  }

  @Override
  public List<Line> history(AlertId id, long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, at, actor, action, from_status, to_status as handling, assignee,
                      snoozed_until, revision as handling_revision, reason, note
                    from alert_action where alert_id = :alert and id < :before
                    order by id desc limit :limit""")
                .bind("alert", id.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> line(id, row))
                .list());
  }

  @Override
  public long count() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from alert").mapTo(long.class).one());
  }

  private static String[] levels(Scope scope) {
    return scope.levels().stream().map(Tlp::name).toArray(String[]::new);
  }

  private static Line line(AlertId alert, ResultSet row) throws SQLException {
    return new Line(
        row.getLong("id"),
        new Handled(
            alert,
            Objects.requireNonNull(JdbiHandlings.instant(row, "at")),
            row.getString("actor"),
            row.getString("action"),
            Handling.Status.ofWireName(row.getString("from_status")),
            JdbiHandlings.handling(row),
            row.getString("reason"),
            row.getString("note")));
  }

  private static Viewed viewed(ResultSet row) throws SQLException {
    return new Viewed(
        row.getLong("sequence"),
        AlertJson.read(row.getString("body")),
        JdbiHandlings.handling(row),
        row.getString("contest"),
        row.getString("answer"));
  }

  private static Numbered numbered(long sequence, String body) {
    return new Numbered(sequence, AlertJson.read(body));
  }
}
