package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.alert.VersionLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The versions of alerts in PostgreSQL; a reader's row is its lock. */
public final class JdbiVersionLog implements VersionLog {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiVersionLog(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public int forward(String reader, int limit, Consumer<List<Alert>> write) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Long> position = ReaderPosition.locked(handle, reader);
          if (position.isEmpty()) {
            return 0;
          }
          List<Map.Entry<Long, Alert>> next = next(handle, position.get(), limit);
          if (next.isEmpty()) {
            return 0;
          }
          write.accept(next.stream().map(Map.Entry::getValue).toList());
          ReaderPosition.move(handle, reader, next.get(next.size() - 1).getKey());
          return next.size();
        });
  }

  @Override
  public boolean atEnd(String reader) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select not exists (select 1 from alert_version where sequence > coalesce(
                      (select last_sequence from feed_reader where name = :reader), 0))""")
                .bind("reader", reader)
                .mapTo(boolean.class)
                .one());
  }

  private static List<Map.Entry<Long, Alert>> next(Handle handle, long position, int limit) {
    return handle
        .createQuery(
            """
            select sequence, body from alert_version where sequence > :position
            order by sequence limit :limit""")
        .bind("position", position)
        .bind("limit", limit)
        .map((row, context) -> Map.entry(row.getLong(1), AlertJson.read(row.getString(2))))
        .list();
  }
}
