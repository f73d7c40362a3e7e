package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.verdict.VerdictBook;
import dev.tunewatch.assessments.Verdict;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Verdicts in PostgreSQL, to be looked at. */
public final class JdbiVerdictBook implements VerdictBook {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiVerdictBook(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public List<Page> list(
      Verdict.@Nullable Kind kind, Verdict.@Nullable State state, long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select sequence, body from verdict where sequence < :before
                      and (cast(:kind as text) is null or kind = :kind)
                      and (cast(:state as text) is null or state = :state)
                    order by sequence desc limit :limit""")
                .bind("before", before)
                .bind("kind", kind == null ? null : kind.wireName())
                .bind("state", state == null ? null : state.wireName())
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Page(row.getLong("sequence"), JdbiVerdicts.read(row.getBytes("body"))))
                .list());
  }

  @Override
  public Optional<String> keyOf(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select key from verdict where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
  }
}
