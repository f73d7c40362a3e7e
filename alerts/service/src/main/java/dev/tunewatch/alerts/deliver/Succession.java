package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Handled;
import dev.tunewatch.alerts.alert.Handling;
import dev.tunewatch.alerts.alert.Handlings;
import dev.tunewatch.alerts.alert.Lifecycle;
import dev.tunewatch.alerts.alert.Standing;
import dev.tunewatch.assessments.Assessment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What people did with an alert goes with its story: where a cluster is superseded, the alert of
 * the cluster that took its members is handled as the former one was. The two come in any order,
 * from different partitions, so whichever is second moves it.
 */
final class Succession {

  private Succession() {}

  /**
   * After the alerts of these assessments are stored.
   *
   * @param previous the alerts before them
   */
  static void follow(
      AlertTransaction transaction,
      List<Assessment> assessments,
      Map<AlertId, Standing> previous,
      Instant now) {
    Handlings handlings = transaction.handlings();
    Set<AlertId> heirs = new HashSet<>();
    for (Assessment assessment : assessments) {
      AlertId id = AlertId.ofCluster(assessment.clusterId());
      Standing before = previous.get(id);
      if (assessment.state() == Assessment.State.ACTIVE) {
        heirs.add(id);
      } else if (before != null
          && before.handling().revision() > 0
          && assessment.supersededBy() != null) {
        AlertId heir = AlertId.ofCluster(assessment.supersededBy());
        handlings.leave(id, heir);
        heirs.add(heir);
      }
    }
    Map<AlertId, AlertId> left = heirs.isEmpty() ? Map.of() : handlings.left(heirs);
    if (!left.isEmpty()) {
      move(transaction, left, now);
    }
  }

  private static void move(AlertTransaction transaction, Map<AlertId, AlertId> left, Instant now) {
    Set<AlertId> both = new HashSet<>(left.keySet());
    both.addAll(left.values());
    Map<AlertId, Standing> standing = transaction.alerts(both);
    Set<AlertId> handled = new HashSet<>();
    List<Handled> carried = new ArrayList<>();
    left.forEach(
        (from, to) -> {
          Standing heir = standing.get(to);
          Standing former = standing.get(from);
          if (heir == null || former == null) {
            return; // The cluster's own assessment is still to come.
          }
          transaction.handlings().move(from, to);
          Optional<Handling> after = Lifecycle.carriedOver(former, heir);
          if (after.isPresent() && handled.add(to)) {
            carried.add(
                new Handled(
                    to,
                    now,
                    Handled.SERVICE,
                    "carried_over",
                    heir.handling().status(),
                    after.get(),
                    null,
                    "from alert " + from));
          }
        });
    transaction.handlings().save(carried);
  }
}
