package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.verdict.VerdictLog;
import dev.tunewatch.assessments.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The records for verdicts.v1 in PostgreSQL. */
public final class JdbiVerdictLog implements VerdictLog {

  private static final String READER = "verdicts.v1";

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiVerdictLog(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public int forward(int limit, Consumer<List<Verdict>> write) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Long> position = ReaderPosition.locked(handle, READER);
          if (position.isEmpty()) {
            return 0;
          }
          List<Map.Entry<Long, Verdict>> next = next(handle, position.get(), limit);
          if (next.isEmpty()) {
            return 0;
          }
          write.accept(next.stream().map(Map.Entry::getValue).toList());
          ReaderPosition.move(handle, READER, next.get(next.size() - 1).getKey());
          return next.size();
        });
  }

  @Override
  public boolean atEnd() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select not exists (select 1 from verdict_record where sequence > coalesce(
                      (select last_sequence from feed_reader where name = :reader), 0))""")
                .bind("reader", READER)
                .mapTo(boolean.class)
                .one());
  }

  private static List<Map.Entry<Long, Verdict>> next(Handle handle, long position, int limit) {
    return handle
        .createQuery(
            """
            select sequence, body from verdict_record where sequence > :position
            order by sequence limit :limit""")
        .bind("position", position)
        .bind("limit", limit)
        .map((row, context) -> Map.entry(row.getLong(1), JdbiVerdicts.read(row.getBytes(2))))
        .list();
  }
}
