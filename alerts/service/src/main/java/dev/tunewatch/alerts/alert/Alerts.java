package dev.tunewatch.alerts.alert;

import dev.tunewatch.assessments.Severity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alerts as people and feed readers look at them. */
public interface Alerts {

  /** The alert with this id, all its named members with it. */
  Optional<Alert> find(AlertId id);

  /** A page of alerts as they are, the newest version first. */
  List<Numbered> list(Filter filter);

  /** A page of versions as they were told, the newest first. */
  List<Numbered> versions(long before, int limit);

  /** How many alerts there are. */
  long count();

  /**
   * An alert and its place in the one sequence that all feeds share.
   *
   * @param sequence strictly increasing with each version
   */
  record Numbered(long sequence, Alert alert) {}

  /**
   * Which alerts.
   *
   * @param state only those, null for all
   * @param severity only those, null for all
   * @param text that headline, key or lead contain, null for all
   * @param before only those with a lower sequence
   * @param limit at most so many
   */
  record Filter(
      @Nullable AlertState state,
      @Nullable Severity severity,
      @Nullable String text,
      long before,
      int limit) {}
}
