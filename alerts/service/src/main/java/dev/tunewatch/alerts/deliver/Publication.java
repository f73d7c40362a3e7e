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
    return publish(transaction, revised, now, new Handed(Room.NONE));
  }

  /** The same; what may go straight to the senders is leased for them. */
  List<Alert> publish(
      AlertTransaction transaction, List<Revision> revised, Instant now, Handed handed) {
    transaction.save(revised);
    List<Alert> versions =
        revised.stream().filter(Revision::material).map(Revision::alert).toList();
    enqueue(transaction, versions, now, handed);
    return versions;
  }

  private void enqueue(
      AlertTransaction transaction, List<Alert> versions, Instant now, Handed handed) {
    if (versions.isEmpty()) {
      return;
    }
    Map<AlertId, Set<String>> told =
        transaction.told(versions.stream().filter(a -> a.version() > 1).map(Alert::id).toList());
    handed.enqueue(transaction, audience.addressed(transaction, versions, told, now));
  }
}
