package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Judgement;
import dev.tunewatch.alerts.operator.Answers;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Answers of hubs in PostgreSQL. */
public final class JdbiAnswers implements Answers {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiAnswers(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public void answer(Alert alert, String answer, @Nullable String note, String actor, Instant at) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into operator_answer (alert_id, hub, answer, note, actor, at)
                  values (:alert, :hub, :answer, :note, :actor, :at)
                  on conflict (alert_id) do update set answer = excluded.answer,
                    note = excluded.note, actor = excluded.actor, at = excluded.at""")
              .bind("alert", alert.id().value())
              .bind("hub", alert.hub())
              .bind("answer", answer)
              .bind("note", note)
              .bind("actor", actor)
              .bind("at", at)
              .execute();
          handle
              .createUpdate(
                  """
                  insert into alert_action (alert_id, at, actor, action, from_status, to_status,
                    assignee, snoozed_until, revision, reason, note)
                  select id, :at, :actor, 'answer', handling, handling, assignee, snoozed_until,
                    handling_revision, :answer, :note
                  from alert where id = :alert""")
              .bind("alert", alert.id().value())
              .bind("at", at)
              .bind("actor", actor)
              .bind("answer", answer)
              .bind("note", note)
              .execute();
          boolean correct = answer.equals(ACTIONED);
          JdbiJudgements.save(
              handle,
              List.of(
                  new Judgement(alert.id(), Judgement.OPERATOR, correct, alert.flagging(), at)));
        });
  }
}
