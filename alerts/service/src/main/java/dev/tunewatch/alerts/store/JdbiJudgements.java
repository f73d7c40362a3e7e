package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.Judgement;
import dev.tunewatch.assessments.SignalId;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes judgements of alerts. */
final class JdbiJudgements {

  private JdbiJudgements() {}

  static void save(Handle handle, Collection<Judgement> judgements) {
    if (judgements.isEmpty()) {
      return;
    }
    PreparedBatch gone =
        handle.prepareBatch("delete from judgement where alert_id = :alert and source = :source");
    PreparedBatch given =
        handle.prepareBatch(
            """
            insert into judgement (alert_id, source, correct, signals, at)
            values (:alert, :source, :correct, :signals, :at)
            on conflict (alert_id, source) do update set correct = excluded.correct,
              signals = excluded.signals, at = excluded.at""");
    for (Judgement judgement : judgements) {
      if (judgement.signals().isEmpty()) {
        gone.bind("alert", judgement.alertId().value()).bind("source", judgement.source()).add();
        continue;
      }
      given
          .bind("alert", judgement.alertId().value())
          .bind("source", judgement.source())
          .bind("correct", judgement.correct())
          .bind("signals", judgement.signals().stream().map(SignalId::name).toArray(String[]::new))
          .bind("at", judgement.at())
          .add();
    }
    if (gone.size() > 0) {
      gone.execute();
    }
    if (given.size() > 0) {
      given.execute();
    }
  }
}
