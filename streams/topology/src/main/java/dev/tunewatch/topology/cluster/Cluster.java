package dev.tunewatch.topology.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a cluster beside one row for each member; bounded however many members there are.
 *
 * @param bySeverity number of members of each severity; the counts are all that is known of those
 *     who are not named
 * @param flagged number of flagged members
 * @param top the first members by {@link Standing#ORDER}, all of them where they are few
 * @param strongest for each signal the member that carries it strongest
 * @param departure the departure that tells why, should the cluster be empty; null before the first
 * @param emitted digest of the assessment published last; null before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cluster(
    SortedMap<Severity, Integer> bySeverity,
    int flagged,
    List<Standing> top,
    SortedMap<SignalId, Carrier> strongest,
    @Nullable Departure departure,
    @Nullable String emitted) {

  /** A cluster of which nothing is known. */
  public static final Cluster EMPTY =
      new Cluster(new TreeMap<>(), 0, List.of(), new TreeMap<>(), null, null);

  public Cluster {
    bySeverity = new TreeMap<>(bySeverity);
    top = List.copyOf(top);
    strongest = new TreeMap<>(strongest);
  }

  /** Number of members. */
  @JsonIgnore
  public int size() {
    return bySeverity.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The same, with the digest of what was published. */
  public Cluster emitted(String digest) {
    return new Cluster(bySeverity, flagged, top, strongest, departure, digest);
  }

  /**
   * A member and its strongest form of one signal.
   *
   * @param release the member's name
   * @param signal as this member carries it
   */
  public record Carrier(String release, Signal signal) {

    /** The strongest first: unsuppressed, surest, best tier; then by name, which makes it total. */
    public static final Comparator<Carrier> ORDER =
        Comparator.comparing((Carrier c) -> c.signal.suppressedBy() != null)
            .thenComparing(c -> c.signal.confidence(), Comparator.reverseOrder())
            .thenComparing(c -> c.signal.tier())
            .thenComparing(Carrier::release);
  }

  /** The numbers of all severities that occur. */
  static Map<Severity, Integer> changed(
      Map<Severity, Integer> counts, @Nullable Standing before, @Nullable Standing now) {
    TreeMap<Severity, Integer> changed = new TreeMap<>(counts);
    if (before != null) {
      changed.merge(before.member().severity(), -1, Cluster::sumOrAbsent);
    }
    if (now != null) {
      changed.merge(now.member().severity(), 1, Integer::sum);
    }
    return changed;
  }

  private static @Nullable Integer sumOrAbsent(Integer a, Integer b) {
    return a + b == 0 ? null : a + b;
  }
}
