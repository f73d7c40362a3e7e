package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.operator.Contest;
import dev.tunewatch.alerts.operator.Contests;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Contests in PostgreSQL. */
public final class JdbiContests implements Contests {

  private static final String COLUMNS =
      "id, alert_id, at, status, text, contact, answer, answered_by, answered_at";

  /** Of the advisory lock under which contests are counted and added: any number of our own. */
  private static final long LOCK = 7_230_001;

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiContests(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Optional<Contest> add(AlertId alert, String text, @Nullable String contact, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          // Counted and added one after the other, or a flood at one moment would pass.
          handle.execute("select pg_advisory_xact_lock(?)", LOCK);
          return isFull(handle, alert, at)
              ? Optional.empty()
              : handle
                  .createQuery(
                      "insert into contest (alert_id, at, text, contact)"
                          + " select id, :at, :text, :contact from alert where id = :alert"
                          + " returning "
                          + COLUMNS)
                  .bind("alert", alert.value())
                  .bind("at", at)
                  .bind("text", text)
                  .bind("contact", contact)
                  .map((row, context) -> contest(row))
                  .findOne();
        });
  }

  @Override
  public Optional<Contest> find(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from contest where id = :id")
                .bind("id", id)
                .map((row, context) -> contest(row))
                .findOne());
  }

  @Override
  public boolean answer(long id, String status, @Nullable String answer, String by, Instant at) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        update contest set status = :status, answer = :answer, answered_by = :by,
                          answered_at = :at
                        where id = :id and status = 'open'""")
                    .bind("status", status)
                    .bind("answer", answer)
                    .bind("by", by)
                    .bind("at", at)
                    .bind("id", id)
                    .execute())
        == 1;
  }

  @Override
  public List<Contest> list(
      @Nullable String status, @Nullable AlertId alert, long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + """
                         from contest where id < :before
                          and (cast(:status as text) is null or status = :status)
                          and (cast(:alert as text) is null or alert_id = :alert)
                        order by id desc limit :limit""")
                .bind("before", before)
                .bind("status", status)
                .bind("alert", alert == null ? null : alert.value())
                .bind("limit", limit)
                .map((row, context) -> contest(row))
                .list());
  }

  private static boolean isFull(Handle handle, AlertId alert, Instant at) {
    return handle
        .createQuery(
            """
            select (select count(*) from contest where alert_id = :alert and status = 'open')
                >= :mostOpen
              or (select count(*) from contest where at > :since) >= :mostAnHour""")
        .bind("alert", alert.value())
        .bind("mostOpen", Contest.MOST_OPEN)
        .bind("since", at.minus(Duration.ofHours(1)))
        .bind("mostAnHour", Contest.MOST_AN_HOUR)
        .mapTo(boolean.class)
        .one();
  }

  private static Contest contest(ResultSet row) throws SQLException {
    return new Contest(
        row.getLong("id"),
        new AlertId(row.getString("alert_id")),
        Objects.requireNonNull(JdbiHandlings.instant(row, "at")),
        row.getString("status"),
        row.getString("text"),
        row.getString("contact"),
        row.getString("answer"),
        row.getString("answered_by"),
        JdbiHandlings.instant(row, "answered_at"));
  }
}
