package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores what became of alerts and puts new versions into the outbox, in a transaction of the
 * caller: what people decide goes the way of what streams finds.
 */
public final class Publication {

  private final Audience audience;

  /** Tells this audience. */
  public Publication(Audience audience) {
    this.audience = audience;
  }

  /** Stores revisions; returns the new versions among them. */
  public List<Alert> publish(AlertTransaction transaction, List<Revision> revised, Instant now) {
    transaction.save(revised);
    List<Alert> versions =
        revised.stream().filter(Revision::material).map(Revision::alert).toList();
    enqueue(transaction, versions, now);
    return versions;
  }

  private void enqueue(AlertTransaction transaction, List<Alert> versions, Instant now) {
    if (versions.isEmpty()) {
      return;
    }
    Map<AlertId, Set<String>> told =
        transaction.told(versions.stream().filter(a -> a.version() > 1).map(Alert::id).toList());
    transaction.enqueue(audience.entries(transaction, versions, told, now));
  }
}
