package dev.tunewatch.alerts.verdict;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Handled;
import dev.tunewatch.alerts.alert.Handling;
import dev.tunewatch.alerts.alert.Judgement;
import dev.tunewatch.alerts.alert.Revision;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.alert.Standing;
import dev.tunewatch.alerts.deliver.AlertStore;
import dev.tunewatch.alerts.deliver.AlertTransaction;
import dev.tunewatch.alerts.deliver.Audience;
import dev.tunewatch.alerts.deliver.Publication;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.assessments.Verdict.State;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Grants exceptions, takes verdicts back, and ends those whose time has come. */
public final class Rulings {

  private static final int BATCH = 100;

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
  public Rulings(
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
   * Makes an exception the last word on its key.
   *
   * @return the verdict that stands there already, with nothing changed; empty where it was granted
   */
  public Optional<Verdict> grant(Verdict exception) {
    Optional<Verdict> present =
        store.inTransaction(
            transaction -> {
              Optional<Verdict> standing =
                  transaction
                      .verdicts()
                      .lock(exception.key())
                      .filter(verdict -> verdict.state() == State.ACTIVE);
              if (standing.isEmpty()) {
                transaction.verdicts().save(List.of(exception));
              }
              return standing;
            });
    accepted.accept(List.of());
    return present;
  }

  /**
   * Ends a verdict, and with a false positive those that were given with it.
   *
   * @return the verdict before, empty where none stands under this key
   */
  public Optional<Verdict> revoke(String key, String actor) {
    Instant now = clock.instant();
    List<Alert> versions = new ArrayList<>();
    Optional<Verdict> revoked =
        store.inTransaction(
            transaction -> {
              List<Verdict> ended =
                  transaction
                      .verdicts()
                      .find(key)
                      .map(verdict -> together(transaction, verdict))
                      .orElse(List.of());
              versions.addAll(end(transaction, ended, State.REVOKED, actor, now));
              return ended.stream().filter(verdict -> verdict.key().equals(key)).findFirst();
            });
    accepted.accept(versions);
    return revoked;
  }

  /**
   * Ends verdicts whose time has come and wakes alerts that were put off; whichever instance comes
   * first does it.
   *
   * @return how many; call again while it is not 0
   */
  public int endDue() {
    Instant now = clock.instant();
    List<Alert> versions = new ArrayList<>();
    int ended =
        store.inTransaction(
            transaction -> {
              List<Verdict> due = transaction.verdicts().due(now, BATCH);
              versions.addAll(end(transaction, due, State.EXPIRED, Handled.SERVICE, now));
              return due.size() + wake(transaction, now);
            });
    if (ended > 0) {
      accepted.accept(versions);
    }
    return ended;
  }

  /** The verdict if it stands, locked; with a false positive those that were given with it. */
  private static List<Verdict> together(AlertTransaction transaction, Verdict verdict) {
    if (verdict.kind() == Verdict.Kind.FALSE_POSITIVE && verdict.alertId() != null) {
      return transaction.verdicts().ofAlerts(List.of(new AlertId(verdict.alertId())));
    }
    return transaction.verdicts().lock(verdict.key()).stream()
        .filter(locked -> locked.state() == State.ACTIVE)
        .toList();
  }

  private List<Alert> end(
      AlertTransaction transaction, List<Verdict> verdicts, State how, String actor, Instant now) {
    if (verdicts.isEmpty()) {
      return List.of();
    }
    // Alerts before the numbers of verdicts, as where people act: so two never wait for each other.
    Collection<Standing> taken = transaction.alerts(takenBack(verdicts)).values();
    transaction.verdicts().save(verdicts.stream().map(verdict -> verdict.ended(how, now)).toList());
    List<Handled> handled = new ArrayList<>();
    List<Revision> revised = new ArrayList<>();
    List<Judgement> judgements = new ArrayList<>();
    for (Standing standing : taken) {
      revisions.reinstate(standing, now).ifPresent(revised::add);
      if (how == State.REVOKED) {
        judgements.add(Judgement.none(standing.alert().id(), Judgement.ANALYST, now));
      }
      if (standing.handling().status() == Handling.Status.FALSE_POSITIVE) {
        handled.add(reopened(standing, actor, "verdict_ended", now));
      }
    }
    transaction.handlings().save(handled);
    transaction.judge(judgements);
    return publication.publish(transaction, revised, now);
  }

  /** The alerts that these took back, each once. */
  private static List<AlertId> takenBack(List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.kind() == Verdict.Kind.FALSE_POSITIVE)
        .filter(verdict -> verdict.subject() == Verdict.Subject.CLUSTER)
        .map(Verdict::alertId)
        .filter(Objects::nonNull)
        .distinct()
        .map(AlertId::new)
        .toList();
  }

  private static int wake(AlertTransaction transaction, Instant now) {
    List<AlertId> due = transaction.handlings().due(now, BATCH);
    List<Handled> handled =
        transaction.alerts(due).values().stream()
            .map(standing -> reopened(standing, Handled.SERVICE, "woke", now))
            .toList();
    transaction.handlings().save(handled);
    return due.size();
  }

  private static Handled reopened(Standing standing, String actor, String action, Instant now) {
    return new Handled(
        standing.alert().id(),
        now,
        actor,
        action,
        standing.handling().status(),
        standing.handling().reopened(),
        null,
        null);
  }
}
