package dev.tunewatch.alerts.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What people did with alerts, in one transaction. */
public interface Handlings {

  /** Writes where alerts stand now, and a line of history for each, in this order. */
  void save(Collection<Handled> handled);

  /** Ids of snoozed alerts whose time has come, at most so many; none that others work on. */
  List<AlertId> due(Instant now, int limit);

  /** Notes that the story of an alert goes on in another one, which there may not be yet. */
  void leave(AlertId from, AlertId to);

  /** For alerts whose story goes on in one of these and has not moved there: where it goes on. */
  Map<AlertId, AlertId> left(Collection<AlertId> to);

  /**
   * Copies the history of one alert behind that of another, and forgets that it was to go there.
   */
  void move(AlertId from, AlertId to);
}
