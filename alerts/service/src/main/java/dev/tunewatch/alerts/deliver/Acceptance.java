package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Handled;
import dev.tunewatch.alerts.alert.Handling;
import dev.tunewatch.alerts.alert.Lifecycle;
import dev.tunewatch.alerts.alert.Revision;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.alert.Standing;
import dev.tunewatch.alerts.deliver.AlertTransaction.Position;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Turns a batch of assessments into alerts and messages. Position, alert and outbox are one
 * transaction: there is no moment at which a crash could leave one without the others.
 */
public final class Acceptance {

  private static final int DUE_AT_ONCE = 500;

  private final AlertStore store;
  private final Revisions revisions;
  private final Publication publication;
  private final Clock clock;
  private final Duration supersedeWait;
  private final HandOver handOver;

  /**
   * Wires the stage.
   *
   * @param audience who is told
   * @param supersedeWait how long a withdrawal is held back
   */
  public Acceptance(
      AlertStore store,
      Revisions revisions,
      Audience audience,
      Clock clock,
      Duration supersedeWait) {
    this(store, revisions, audience, clock, supersedeWait, HandOver.NONE);
  }

  /**
   * The same beside senders.
   *
   * @param handOver takes what it can of what is accepted
   */
  public Acceptance(
      AlertStore store,
      Revisions revisions,
      Audience audience,
      Clock clock,
      Duration supersedeWait,
      HandOver handOver) {
    this.store = store;
    this.revisions = revisions;
    this.publication = new Publication(audience);
    this.clock = clock;
    this.supersedeWait = supersedeWait;
    this.handOver = handOver;
  }

  /**
   * Accepts what was read between the positions.
   *
   * @return the new versions
   * @throws PositionTaken if somebody else has moved a position; nothing is stored
   */
  public List<Alert> accept(Collection<Position> positions, List<Assessment> assessments) {
    return handingOver(
        (transaction, handed) -> {
          for (Position position : positions) {
            if (!transaction.advance(position)) {
              throw new PositionTaken(position);
            }
          }
          return apply(transaction, assessments, handed);
        });
  }

  /** Tells the withdrawals whose wait is over; returns the new versions. */
  public List<Alert> tellDueWithdrawals() {
    return handingOver(
        (transaction, handed) ->
            tell(transaction, transaction.due(clock.instant(), DUE_AT_ONCE), handed));
  }

  private List<Alert> handingOver(BiFunction<AlertTransaction, Handed, List<Alert>> work) {
    Handed handed = new Handed(handOver.room());
    try {
      List<Alert> versions = store.inTransaction(transaction -> work.apply(transaction, handed));
      handOver.take(handed.messages(), handed.others());
      return versions;
    } catch (RuntimeException failed) {
      handOver.doubt(handed.messages());
      throw failed;
    }
  }

  private List<Alert> apply(
      AlertTransaction transaction, List<Assessment> assessments, Handed handed) {
    // A topic is compacted: within a batch, too, only the last word on a cluster counts.
    Map<String, Assessment> last = new LinkedHashMap<>();
    for (Assessment assessment : assessments) {
      last.remove(assessment.clusterId());
      last.put(assessment.clusterId(), assessment);
    }
    List<Assessment> now = new ArrayList<>();
    Instant dueAt = clock.instant().plus(supersedeWait);
    for (Assessment assessment : last.values()) {
      if (assessment.state() == Assessment.State.WITHDRAWN && !supersedeWait.isZero()) {
        transaction.hold(assessment, dueAt);
      } else {
        now.add(assessment);
      }
    }
    transaction.release(now.stream().map(Assessment::clusterId).toList());
    return tell(transaction, now, handed);
  }

  private List<Alert> tell(
      AlertTransaction transaction, List<Assessment> assessments, Handed handed) {
    if (assessments.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    Map<AlertId, Standing> previous =
        transaction.alerts(
            assessments.stream().map(a -> AlertId.ofCluster(a.clusterId())).toList());
    Map<String, Verdict> verdicts =
        transaction.verdicts().onClusters(assessments.stream().map(Assessment::clusterId).toList());
    List<Revision> revised = new ArrayList<>();
    for (Assessment assessment : assessments) {
      Standing before = previous.get(AlertId.ofCluster(assessment.clusterId()));
      revisions
          .revise(before, assessment, now, verdicts.get(assessment.clusterId()))
          .ifPresent(revised::add);
    }
    transaction.handlings().save(handled(previous, revised, now));
    List<Alert> versions = publication.publish(transaction, revised, now, handed);
    Succession.follow(transaction, assessments, previous, now);
    return versions;
  }

  private static List<Handled> handled(
      Map<AlertId, Standing> previous, List<Revision> revised, Instant now) {
    List<Handled> handled = new ArrayList<>();
    for (Revision revision : revised) {
      Standing before = previous.get(revision.alert().id());
      if (before == null || !revision.material()) {
        continue;
      }
      Handling after = Lifecycle.afterVersion(before.handling(), before, revision.alert());
      if (!after.equals(before.handling())) {
        handled.add(
            new Handled(
                revision.alert().id(),
                now,
                Handled.SERVICE,
                "version",
                before.handling().status(),
                after,
                null,
                null));
      }
    }
    return handled;
  }
}
