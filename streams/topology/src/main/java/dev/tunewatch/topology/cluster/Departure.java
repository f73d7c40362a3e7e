package dev.tunewatch.topology.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.events.ReleaseName;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A release that is no longer a member of a cluster.
 *
 * @param release who left
 * @param observedAt when the newest part was observed that made it leave
 * @param reason for people
 * @param movedTo the cluster that it belongs to now; null where its evidence is gone
 * @param rules version of the rule book that its inspection used, empty where none was made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Departure(
    ReleaseName release,
    Instant observedAt,
    String reason,
    @Nullable String movedTo,
    String rules) {

  /** Reason of a release whose signals no longer flag it. */
  public static final String NO_LONGER_FLAGGED = "no longer flagged";

  /** Reason of a release that belongs to another cluster now. */
  public static final String MOVED = "moved to another cluster";

  /** Reason of a release all of whose parts were deleted from the record. */
  public static final String GONE = "deleted from the record";

  /**
   * Which of several departures tells what became of an emptied cluster: the one observed last,
   * never the one that happened to arrive last. At the same instant a move tells more than a loss.
   */
  public static final Comparator<Departure> ORDER =
      Comparator.comparing(Departure::observedAt)
          .thenComparing(d -> d.movedTo != null)
          .thenComparing(d -> d.release.key())
          .thenComparing(d -> d.movedTo == null ? "" : d.movedTo)
          .thenComparing(Departure::reason)
          .thenComparing(Departure::rules);

  /** The same with these rules where it names none, as when nothing was left to inspect. */
  Departure orRules(String lastRules) {
    return rules.isEmpty() ? new Departure(release, observedAt, reason, movedTo, lastRules) : this;
  }
}
