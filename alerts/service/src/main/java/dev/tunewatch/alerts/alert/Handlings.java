package dev.tunewatch.alerts.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What people did with alerts, in one transaction. */
public interface Handlings {

  /** Writes where alerts stand now, and a line of history for each, in this order. */
  void save(Collection<Handled> handled);

  /** Ids of snoozed alerts whose time has come, at most so many; none that others work on. */
  List<AlertId> due(Instant now, int limit);
}
