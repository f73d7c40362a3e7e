package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.Attempt;
import dev.tunewatch.alerts.deliver.Content;
import dev.tunewatch.alerts.deliver.GiveUpReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what came of attempts: one statement a table, however many there are. */
final class JdbiOutcomes {

  private static final Logger LOG = LoggerFactory.getLogger(JdbiOutcomes.class);

  private JdbiOutcomes() {}

  /**
   * Ends or reschedules the rows that this owner still holds, and logs them; returns those. What is
   * leased is pending: whatever ends a row takes its lease.
   */
  static List<Attempt> record(Handle handle, String owner, Collection<Attempt> attempts) {
    List<Attempt> singles = new ArrayList<>();
    List<Attempt> bundles = new ArrayList<>();
    for (Attempt attempt : attempts) {
      (attempt.message().content() instanceof Content.Story ? singles : bundles).add(attempt);
    }
    List<Attempt> kept = new ArrayList<>(settle(handle, "outbox", owner, singles));
    List<Attempt> sealed = settle(handle, "bundle", owner, bundles);
    finishItems(handle, sealed);
    kept.addAll(sealed);
    log(handle, kept);
    return kept;
  }

  /** One row that nobody can read must not hold up all that is leased with it, for ever. */
  static void unreadable(Handle handle, List<Long> unreadable, Instant now) {
    if (!unreadable.isEmpty()) {
      LOG.atError()
          .addKeyValue("outcome", "gave_up")
          .log("Versions cannot be read; rows of the outbox: {}", unreadable);
      handle
          .createUpdate(
              """
              with ended as (
                update outbox set status = 'gave_up', lease_owner = null, lease_until = null,
                  finished_at = :now
                where id = any(:ids)
                returning subscription_id, alert_id, version, message_id, attempts)
              insert into delivery (subscription_id, alert_id, version, message_id, attempt,
                outcome, reason, at, took_ms, kind, alerts)
              select subscription_id, alert_id, version, message_id, attempts, 'gave_up', :reason,
                :now, 0, 'alert', 1
              from ended""")
          .bind("now", now)
          .bind("reason", GiveUpReason.UNREADABLE.wireName())
          .bind("ids", unreadable.stream().mapToLong(Long::longValue).toArray())
          .execute();
    }
  }

  private static List<Attempt> settle(
      Handle handle, String table, String owner, List<Attempt> attempts) {
    if (attempts.isEmpty()) {
      return List.of();
    }
    Set<Long> settled =
        new HashSet<>(
            handle
                .createQuery(
                    "update "
                        + table
                        + """
                           set status = ended.status, deferral = null,
                            due_at = coalesce(cast(ended.due_at as timestamptz), TABLE.due_at),
                            finished_at = cast(ended.finished_at as timestamptz),
                            lease_owner = null, lease_until = null
                          from unnest(:ids, :status, :dueAt, :finishedAt)
                            as ended(id, status, due_at, finished_at)
                          where TABLE.id = ended.id and lease_owner = :owner
                            -- found by their key, whatever the planner thinks of leases
                            and TABLE.id = any(:ids)
                          returning TABLE.id"""
                            .replace("TABLE", table))
                .bind("ids", attempts.stream().mapToLong(a -> a.message().outboxId()).toArray())
                .bind(
                    "status",
                    texts(attempts, a -> a.dueAt().isPresent() ? "pending" : a.outcomeName()))
                .bind("dueAt", texts(attempts, a -> text(a.dueAt())))
                .bind(
                    "finishedAt",
                    texts(attempts, a -> a.dueAt().isPresent() ? null : a.at().toString()))
                .bind("owner", owner)
                .mapTo(Long.class)
                .list());
    return attempts.stream().filter(a -> settled.contains(a.message().outboxId())).toList();
  }

  /** What went in a message shares its fate. */
  private static void finishItems(Handle handle, List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      if (attempt.dueAt().isEmpty()) {
        handle.execute(
            """
            update outbox set status = ?, finished_at = ?
            where bundle_id = ? and status = 'pending'""",
            attempt.outcomeName(),
            attempt.at(),
            attempt.message().outboxId());
      }
    }
  }

  private static void log(Handle handle, List<Attempt> attempts) {
    if (attempts.isEmpty()) {
      return;
    }
    // A subscription that was removed meanwhile must not fail the others, hence the join.
    handle
        .createUpdate(
            """
            insert into delivery (subscription_id, alert_id, version, message_id, attempt, outcome,
              reason, at, took_ms, kind, alerts)
            select s.id, tried.alert, tried.version, tried.message, tried.attempt, tried.outcome,
              tried.reason, cast(tried.at as timestamptz), tried.took, tried.kind, tried.alerts
            from unnest(:subscription, :alert, :version, :message, :attempt, :outcome, :reason,
              :at, :took, :kind, :alerts) with ordinality as tried(subscription, alert, version,
              message, attempt, outcome, reason, at, took, kind, alerts, nr)
            join subscription s on s.id = tried.subscription order by tried.nr""")
        .bind("subscription", texts(attempts, a -> a.message().subscription().id()))
        .bind("alert", texts(attempts, a -> story(a).map(s -> s.alert().id().value()).orElse(null)))
        .bind(
            "version",
            attempts.stream()
                .map(a -> story(a).map(s -> s.alert().version()).orElse(null))
                .toArray(Integer[]::new))
        .bind("message", texts(attempts, a -> a.message().messageId()))
        .bind("attempt", attempts.stream().mapToInt(a -> a.message().attempt()).toArray())
        .bind("outcome", texts(attempts, Attempt::outcomeName))
        .bind("reason", texts(attempts, a -> a.reason().map(GiveUpReason::wireName).orElse(null)))
        .bind("at", texts(attempts, a -> a.at().toString()))
        .bind("took", attempts.stream().mapToLong(Attempt::tookMillis).toArray())
        .bind("kind", texts(attempts, a -> a.message().content().kind()))
        .bind("alerts", attempts.stream().mapToInt(a -> a.message().content().alerts()).toArray())
        .execute();
  }

  private static Optional<Content.Story> story(Attempt attempt) {
    return attempt.message().content() instanceof Content.Story story
        ? Optional.of(story)
        : Optional.empty();
  }

  private static @Nullable String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }

  private static @Nullable String[] texts(
      List<Attempt> attempts, Function<Attempt, @Nullable String> of) {
    return attempts.stream().map(of).toArray(String[]::new);
  }
}
