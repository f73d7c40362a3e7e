package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.operator.Precision;
import dev.tunewatch.alerts.operator.Proportion;
import dev.tunewatch.assessments.SignalId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Counts judgements, answers and retractions in PostgreSQL. */
public final class JdbiPrecision implements Precision {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiPrecision(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Report since(Instant from) {
    return jdbi.inTransaction(
        handle ->
            new Report(
                from,
                signals(handle, from),
                of(
                    handle,
                    """
                    select count(*), count(*) filter
                      (where state in ('withdrawn', 'false_positive'))
                    from alert where created_at >= :from and state <> 'superseded'""",
                    from),
                of(
                    handle,
                    """
                    select count(*), count(*) filter (where state = 'false_positive')
                    from alert where created_at >= :from and state <> 'superseded'""",
                    from),
                of(
                    handle,
                    """
                    select count(*), count(*) filter (where answer = 'actioned')
                    from operator_answer where at >= :from""",
                    from),
                of(
                    handle,
                    """
                    select count(*), count(*) filter (where status = 'upheld')
                    from contest where at >= :from and status <> 'open'""",
                    from)));
  }

  /** Where two judge one alert differently it was not right. */
  private static List<OfSignal> signals(Handle handle, Instant from) {
    return handle
        .createQuery(
            """
            select signal, count(*) as judged, count(*) filter (where correct) as correct from (
              select alert_id, unnest(signals) as signal, bool_and(correct) as correct
              from judgement where at >= :from group by alert_id, unnest(signals)) one
            group by signal""")
        .bind("from", from)
        .map(
            (row, context) ->
                new OfSignal(
                    SignalId.valueOf(row.getString("signal")),
                    new Proportion(row.getLong("judged"), row.getLong("correct"))))
        .stream()
        .sorted(Comparator.comparing(OfSignal::signal))
        .toList();
  }

  private static Proportion of(Handle handle, String sql, Instant from) {
    return handle
        .createQuery(sql)
        .bind("from", from)
        .map((row, context) -> new Proportion(row.getLong(1), row.getLong(2)))
        .one();
  }
}
