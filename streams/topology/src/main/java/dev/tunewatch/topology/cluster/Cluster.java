package dev.tunewatch.topology.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.Verdict;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a cluster beside one row for each member; bounded however many members there are.
 *
 * @param bySeverity number of members of each severity; the counts are all that is known of those
 *     who are not named
 * @param flagged number of flagged members
 * @param sums what is added up over all members
 * @param extremes the members that are first in some order
 * @param departure the departure that tells why, should the cluster be empty; null before the first
 * @param verdict what a person decided about it, null where nobody did
 * @param emitted digest of the assessment published last; null before the first
 * @param emittedAt when that was, by the clock of the machine, in milliseconds: for the rate only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cluster(
    SortedMap<Severity, Integer> bySeverity,
    int flagged,
    Sums sums,
    Extremes extremes,
    @Nullable Departure departure,
    @Nullable Verdict verdict,
    @Nullable String emitted,
    long emittedAt) {

  /** A cluster of which nothing is known. */
  public static final Cluster EMPTY =
      new Cluster(new TreeMap<>(), 0, Sums.ZERO, Extremes.NONE, null, null, null, 0);

  public Cluster {
    bySeverity = new TreeMap<>(bySeverity);
  }

  /** Number of members. */
  @JsonIgnore
  public int size() {
    return bySeverity.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The same, with the digest of what was published, and when. */
  public Cluster emitted(String digest, long at) {
    return new Cluster(bySeverity, flagged, sums, extremes, departure, verdict, digest, at);
  }

  /** The same under this verdict, null where none stands any more. */
  public Cluster judged(@Nullable Verdict decided) {
    return new Cluster(bySeverity, flagged, sums, extremes, departure, decided, emitted, emittedAt);
  }

  /** Where a verdict about it must be followed to; null where it is here. */
  @JsonIgnore
  public @Nullable String movedTo() {
    return size() > 0 || departure == null ? null : departure.movedTo();
  }

  /** Whether all that flags it was judged to be nothing. */
  boolean isJudgedAway() {
    return verdict != null
        && extremes.strongest().values().stream()
            .map(Extremes.Carrier::signal)
            .filter(Signal::flags)
            .allMatch(this::isJudged);
  }

  /** Whether what flags by this signal was judged to be nothing; a fact stays a fact. */
  boolean isJudged(Signal signal) {
    return verdict != null && signal.flags() && verdict.covers(signal.id());
  }

  Cluster with(Extremes found) {
    return new Cluster(bySeverity, flagged, sums, found, departure, verdict, emitted, emittedAt);
  }

  /** With one member instead of another, null being none; the minima are not looked at. */
  Cluster counted(@Nullable Standing before, @Nullable Standing now, @Nullable Departure telling) {
    SortedMap<Severity, Integer> counts = new TreeMap<>(bySeverity);
    if (before != null) {
      counts.merge(before.member().severity(), -1, Cluster::sumOrAbsent);
    }
    if (now != null) {
      counts.merge(now.member().severity(), 1, Integer::sum);
    }
    return new Cluster(
        counts,
        flagged - flags(before) + flags(now),
        sums.after(before, now),
        extremes,
        telling,
        verdict,
        emitted,
        emittedAt);
  }

  private static int flags(@Nullable Standing standing) {
    return standing != null && standing.member().flagged() ? 1 : 0;
  }

  private static @Nullable Integer sumOrAbsent(Integer a, Integer b) {
    return a + b == 0 ? null : a + b;
  }
}
