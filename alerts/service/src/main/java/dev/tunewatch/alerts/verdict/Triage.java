package dev.tunewatch.alerts.verdict;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertAction;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Handled;
import dev.tunewatch.alerts.alert.Handling;
import dev.tunewatch.alerts.alert.Judgement;
import dev.tunewatch.alerts.alert.Lifecycle;
import dev.tunewatch.alerts.alert.Lifecycle.Step;
import dev.tunewatch.alerts.alert.Revision;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.alert.Standing;
import dev.tunewatch.alerts.deliver.AlertStore;
import dev.tunewatch.alerts.deliver.AlertTransaction;
import dev.tunewatch.alerts.deliver.Audience;
import dev.tunewatch.alerts.deliver.Publication;
import dev.tunewatch.assessments.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes people's actions on alerts. */
public final class Triage {

  /** Alerts of one call. */
  public static final int MAX_TARGETS = 500;

  private final AlertStore store;
  private final Revisions revisions;
  private final Publication publication;
  private final Clock clock;
  private final Consumer<List<Alert>> accepted;

  /**
   * Wires it.
   *
   * @param accepted called after each transaction with the versions that it made, none perhaps:
   *     there may be something to deliver, or to publish
   */
  public Triage(
      AlertStore store,
      Revisions revisions,
      Audience audience,
      Clock clock,
      Consumer<List<Alert>> accepted) {
    this.store = store;
    this.revisions = revisions;
    this.publication = new Publication(audience);
    this.clock = clock;
    this.accepted = accepted;
  }

  /**
   * One alert of a call.
   *
   * @param seen version and handling as the caller saw them, null where he does not say
   */
  public record Target(AlertId id, @Nullable Seen seen) {}

  /**
   * What somebody saw of an alert before he acted.
   *
   * @param version of the alert
   * @param revision of its handling
   */
  public record Seen(int version, int revision) {}

  /**
   * Who does what, and why.
   *
   * @param reason code kept in the history, null where there is none
   * @param note for the others, null where nothing was said
   */
  public record Deed(
      String actor, AlertAction action, @Nullable String reason, @Nullable String note) {}

  /**
   * What came of it.
   *
   * @param what {@code done}, {@code missing}, {@code changed} or {@code refused}
   * @param detail why not, null where it was done
   * @param before handling before, null where there is no such alert
   * @param after handling after, null where it was not done
   */
  public record Outcome(
      AlertId id,
      String what,
      @Nullable String detail,
      @Nullable Handling before,
      @Nullable Handling after) {

    /** Whether it was done. */
    public boolean done() {
      return what.equals("done");
    }
  }

  /** Takes an action on one alert. */
  public Outcome take(Target target, Deed deed) {
    return takeAll(List.of(target), deed, false).get(0);
  }

  /**
   * Takes an action on each of these alerts.
   *
   * @param allOrNone whether nothing is done unless all can be
   * @return an outcome for each, in order; {@code done} of a call that was all or none says what
   *     was done only if all say so
   */
  public List<Outcome> takeAll(List<Target> targets, Deed deed, boolean allOrNone) {
    if (targets.size() > MAX_TARGETS) {
      throw new IllegalArgumentException("more than " + MAX_TARGETS + " alerts");
    }
    List<Alert> versions = new ArrayList<>();
    try {
      List<Outcome> outcomes =
          store.inTransaction(
              transaction -> takeAll(transaction, targets, deed, allOrNone, versions));
      accepted.accept(versions);
      return outcomes;
    } catch (NotAll refused) {
      return refused.outcomes;
    }
  }

  private List<Outcome> takeAll(
      AlertTransaction transaction,
      List<Target> targets,
      Deed deed,
      boolean allOrNone,
      List<Alert> versions) {
    Instant now = clock.instant();
    List<AlertId> ids = targets.stream().map(Target::id).distinct().toList();
    // Verdicts before alerts, as where they expire: so two never wait for each other.
    List<Verdict> given =
        deed.action() instanceof AlertAction.Reopen
            ? transaction.verdicts().ofAlerts(ids)
            : List.of();
    Map<AlertId, Standing> standing = transaction.alerts(ids);
    List<Outcome> outcomes = new ArrayList<>();
    Work work = new Work();
    for (Target target : targets) {
      Standing before = standing.remove(target.id());
      outcomes.add(decide(target, before, deed, now, work));
    }
    if (allOrNone && !outcomes.stream().allMatch(Outcome::done)) {
      throw new NotAll(outcomes);
    }
    transaction.handlings().save(work.handled);
    transaction.judge(work.judgements);
    work.verdicts.addAll(
        given.stream()
            .filter(verdict -> work.reopened(verdict.alertId()))
            .map(verdict -> verdict.ended(Verdict.State.REVOKED, now))
            .toList());
    transaction.verdicts().save(work.verdicts);
    versions.addAll(publication.publish(transaction, work.revised, now));
    return outcomes;
  }

  private Outcome decide(
      Target target, @Nullable Standing before, Deed deed, Instant now, Work work) {
    AlertId id = target.id();
    if (before == null) {
      return new Outcome(id, "missing", "there is no such alert", null, null);
    }
    Handling handling = before.handling();
    Seen seen = target.seen();
    if (seen != null
        && (seen.version() != before.alert().version() || seen.revision() != handling.revision())) {
      return new Outcome(id, "changed", "it was changed meanwhile", handling, null);
    }
    Step step = Lifecycle.take(before, deed.action(), now);
    if (step instanceof Step.Refused refused) {
      return new Outcome(id, "refused", refused.why(), handling, null);
    }
    Handling after = ((Step.Taken) step).handling();
    work.handled.add(
        new Handled(
            id,
            now,
            deed.actor(),
            deed.action().name(),
            handling.status(),
            after,
            deed.reason(),
            deed.note()));
    consequences(before, deed, now, work);
    return new Outcome(id, "done", null, handling, after);
  }

  private void consequences(Standing before, Deed deed, Instant now, Work work) {
    Alert alert = before.alert();
    if (deed.action() instanceof AlertAction.FalsePositive wrong) {
      work.revised.add(revisions.falsePositive(before, wrong.reason(), now));
      List<Verdict> given = FalsePositives.of(alert, wrong, deed.actor(), deed.note(), now);
      work.verdicts.addAll(given);
      work.judgements.add(
          new Judgement(alert.id(), Judgement.ANALYST, false, given.get(0).signals(), now));
    } else if (deed.action() instanceof AlertAction.Resolve) {
      work.judgements.add(
          new Judgement(alert.id(), Judgement.ANALYST, true, alert.flagging(), now));
    } else if (deed.action() instanceof AlertAction.Reopen) {
      work.judgements.add(Judgement.none(alert.id(), Judgement.ANALYST, now));
      Optional<Revision> again = revisions.reinstate(before, now);
      again.ifPresent(work.revised::add);
    }
  }

  /** What one call has to store. */
  private static final class Work {
    private final List<Handled> handled = new ArrayList<>();
    private final List<Revision> revised = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Judgement> judgements = new ArrayList<>();

    /** An alert that stands again on other evidence keeps the verdict on the former. */
    boolean reopened(@Nullable String alertId) {
      return handled.stream()
          .filter(one -> one.from() == Handling.Status.FALSE_POSITIVE)
          .anyMatch(one -> one.alertId().value().equals(alertId));
    }
  }

  /** Rolls the transaction back and says why. */
  private static final class NotAll extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Outcome> outcomes;

    NotAll(List<Outcome> outcomes) {
      super("not all of them", null, false, false);
      this.outcomes = outcomes;
    }
  }
}
