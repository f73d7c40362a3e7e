package dev.tunewatch.topology.cluster;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds members into a cluster. The result is a function of the set of members (and, where that is
 * empty, of the set of departures), not of the order in which they came: counts commute, and the
 * named members and the strongest signals are minima of total orders.
 *
 * <p>A minimum cannot be taken back from a bounded row. So when a member that is named or that
 * carries a strongest signal leaves or weakens, the rows of all members are read once; any other
 * change costs the same however many members there are.
 */
public final class ClusterFold {

  private ClusterFold() {}

  /** All members as stored, this change included. */
  @FunctionalInterface
  public interface Members {
    /** Hands each to the consumer, in any order. */
    void forEach(Consumer<Standing> consumer);
  }

  /**
   * Adds a member or replaces what is known of it.
   *
   * @param before what was stored of this member, null where it is new
   * @param all read only where the bounded row does not suffice
   */
  public static Cluster join(
      Cluster cluster, @Nullable Standing before, Standing now, Members all) {
    Cluster counted = counted(cluster, before, now, cluster.departure());
    List<Standing> top = without(cluster.top(), now.key());
    boolean wasNamed = top.size() < cluster.top().size();
    boolean complete = cluster.size() <= Assessment.MAX_MEMBERS;
    insert(top, now);
    if (complete) {
      return minima(counted, top::forEach);
    }
    boolean lostPlace = wasNamed && before != null && Standing.ORDER.compare(before, now) < 0;
    boolean weakened =
        before != null
            && carries(cluster, before)
            && !before.member().signals().equals(now.member().signals());
    if (lostPlace || weakened) {
      return minima(counted, all);
    }
    SortedMap<SignalId, Cluster.Carrier> strongest = new TreeMap<>(cluster.strongest());
    strengthen(strongest, now);
    return with(counted, cut(top), strongest);
  }

  /**
   * Takes a member away.
   *
   * @param before what was stored of this member, null where it was none
   * @param all read only where the bounded row does not suffice
   */
  public static Cluster leave(
      Cluster cluster, @Nullable Standing before, Departure departure, Members all) {
    if (before == null) {
      return cluster;
    }
    Departure telling = departure.orRules(before.rules());
    if (cluster.departure() != null && Departure.ORDER.compare(cluster.departure(), telling) > 0) {
      telling = cluster.departure();
    }
    Cluster counted = counted(cluster, before, null, telling);
    List<Standing> top = without(cluster.top(), before.key());
    if (cluster.size() <= Assessment.MAX_MEMBERS) {
      return minima(counted, top::forEach);
    }
    if (top.size() < cluster.top().size() || carries(cluster, before)) {
      return minima(counted, all);
    }
    return counted;
  }

  /** What is to be published of a cluster; empty where it never had a member. */
  public static Optional<Assessment> assess(String clusterId, Cluster cluster) {
    if (cluster.size() > 0) {
      return Optional.of(active(clusterId, cluster));
    }
    return Optional.ofNullable(cluster.departure()).map(last -> closed(clusterId, last));
  }

  private static Assessment active(String clusterId, Cluster cluster) {
    Standing lead = cluster.top().get(0);
    return new Assessment(
        clusterId,
        Assessment.State.ACTIVE,
        null,
        null,
        cluster.bySeverity().firstKey(),
        canonicalKey(clusterId),
        lead.root(),
        lead.rules(),
        cluster.strongest().values().stream().map(Cluster.Carrier::signal).toList(),
        lead.member(),
        cluster.top().stream().map(Standing::member).toList(),
        cluster.size(),
        cluster.flagged(),
        lead.member().createdAt(),
        cluster.top().stream()
            .map(standing -> standing.member().observedAt())
            .max(java.time.Instant::compareTo)
            .orElseThrow(),
        null);
  }

  private static Assessment closed(String clusterId, Departure last) {
    return new Assessment(
        clusterId,
        last.movedTo() == null ? Assessment.State.WITHDRAWN : Assessment.State.SUPERSEDED,
        last.reason(),
        last.movedTo(),
        dev.tunewatch.assessments.Severity.P4,
        canonicalKey(clusterId),
        null,
        last.rules(),
        List.of(),
        null,
        List.of(),
        0,
        0,
        null,
        last.observedAt(),
        null);
  }

  private static String canonicalKey(String clusterId) {
    return clusterId.substring(clusterId.indexOf(':') + 1);
  }

  private static Cluster counted(
      Cluster cluster,
      @Nullable Standing before,
      @Nullable Standing now,
      @Nullable Departure departure) {
    int flagged = cluster.flagged() - flags(before) + flags(now);
    return new Cluster(
        new TreeMap<>(Cluster.changed(cluster.bySeverity(), before, now)),
        flagged,
        cluster.top(),
        cluster.strongest(),
        departure,
        cluster.emitted());
  }

  private static int flags(@Nullable Standing standing) {
    return standing != null && standing.member().flagged() ? 1 : 0;
  }

  private static Cluster minima(Cluster counted, Members all) {
    TreeSet<Standing> top = new TreeSet<>(Standing.ORDER);
    SortedMap<SignalId, Cluster.Carrier> strongest = new TreeMap<>();
    all.forEach(
        standing -> {
          top.add(standing);
          if (top.size() > Assessment.MAX_MEMBERS) {
            top.pollLast();
          }
          strengthen(strongest, standing);
        });
    return with(counted, new ArrayList<>(top), strongest);
  }

  private static Cluster with(
      Cluster counted, List<Standing> top, SortedMap<SignalId, Cluster.Carrier> strongest) {
    return new Cluster(
        counted.bySeverity(),
        counted.flagged(),
        top,
        strongest,
        counted.departure(),
        counted.emitted());
  }

  private static void strengthen(
      SortedMap<SignalId, Cluster.Carrier> strongest, Standing standing) {
    for (Signal signal : standing.member().signals()) {
      strongest.merge(
          signal.id(),
          new Cluster.Carrier(standing.key(), signal),
          (a, b) -> Cluster.Carrier.ORDER.compare(a, b) <= 0 ? a : b);
    }
  }

  private static boolean carries(Cluster cluster, Standing standing) {
    return cluster.strongest().values().stream()
        .anyMatch(carrier -> carrier.release().equals(standing.key()));
  }

  private static List<Standing> without(List<Standing> top, String key) {
    List<Standing> others = new ArrayList<>(top);
    others.removeIf(standing -> standing.key().equals(key));
    return others;
  }

  private static void insert(List<Standing> top, Standing now) {
    int place = 0;
    while (place < top.size() && Standing.ORDER.compare(top.get(place), now) < 0) {
      place++;
    }
    top.add(place, now);
  }

  private static List<Standing> cut(List<Standing> top) {
    return top.subList(0, Math.min(top.size(), Assessment.MAX_MEMBERS));
  }
}
