package dev.tunewatch.alerts.alert;

import dev.tunewatch.assessments.Severity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alerts as people and feed readers look at them. */
public interface Alerts {

  /** The alert with this id, all its named members with it. */
  Optional<Alert> find(AlertId id);

  /** The same with what people did about it, if it is in that scope. */
  Optional<Viewed> view(AlertId id, Scope scope);

  /** A page of alerts as they are, the newest version first. */
  List<Numbered> list(Filter filter);

  /** The same with what people did about them. */
  List<Viewed> page(Filter filter);

  /** A page of versions as they were told, the newest first. */
  List<Numbered> versions(long before, int limit);

  /** The same of what is in a scope. */
  List<Numbered> versions(Scope scope, long before, int limit);

  /** The versions of one alert, the newest first, numbered lower than {@code before}. */
  List<Alert> versionsOf(AlertId id, long before, int limit);

  /** What was done about an alert, the newest first. */
  List<Line> history(AlertId id, long before, int limit);

  /** How many alerts there are. */
  long count();

  /**
   * An alert and its place in the one sequence that all feeds share.
   *
   * @param sequence strictly increasing with each version
   */
  record Numbered(long sequence, Alert alert) {}

  /**
   * A line of an alert's history.
   *
   * @param id grows with time
   */
  record Line(long id, Handled handled) {}

  /**
   * An alert and what people did about it.
   *
   * @param sequence of its newest version
   * @param contest where what its maker says stands: {@code open}, {@code upheld}, {@code
   *     dismissed}; null where nobody contested
   * @param answer of the hub's operator: {@code actioned} or {@code rejected}; null where there is
   *     none
   */
  record Viewed(
      long sequence,
      Alert alert,
      Handling handling,
      @Nullable String contest,
      @Nullable String answer) {}

  /**
   * Which alerts.
   *
   * @param state only those, null for all
   * @param severity only those, null for all
   * @param text that headline, key or lead contain, null for all
   * @param before only those with a lower sequence
   * @param limit at most so many
   * @param status only those that people left there, null for all
   * @param assignee only those in these hands, null for all
   * @param scope only those that the reader may see
   */
  record Filter(
      @Nullable AlertState state,
      @Nullable Severity severity,
      @Nullable String text,
      long before,
      int limit,
      Handling.@Nullable Status status,
      @Nullable String assignee,
      Scope scope) {

    /** Of all that there are. */
    public Filter(
        @Nullable AlertState state,
        @Nullable Severity severity,
        @Nullable String text,
        long before,
        int limit) {
      this(state, severity, text, before, limit, null, null, new Scope(Tlp.RED, null));
    }
  }
}
