package dev.tunewatch.topology.cluster;

import dev.tunewatch.assessments.Assessment;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds members into a cluster. The result is a function of the set of members (and, where that is
 * empty, of the set of departures), not of the order in which they came: counts and sums commute,
 * and the named members, the strongest signals and the like are minima of total orders.
 *
 * <p>A minimum cannot be taken back from a bounded row. So when a member that holds one leaves or
 * weakens, the rows of all members are read once; any other change costs the same however many
 * members there are.
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
    Cluster counted = cluster.counted(before, now, cluster.departure());
    Extremes extremes = cluster.extremes();
    if (before == null || !extremes.mayLose(before, now)) {
      return counted.with(extremes.with(now));
    }
    if (cluster.size() > Assessment.MAX_MEMBERS) {
      return counted.with(Extremes.of(all));
    }
    // All of them are named, so the row suffices.
    java.util.List<Standing> others = extremes.without(now.key());
    others.add(now);
    return counted.with(Extremes.of(others::forEach));
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
    Cluster counted = cluster.counted(before, null, telling);
    Extremes extremes = cluster.extremes();
    if (cluster.size() <= Assessment.MAX_MEMBERS) {
      return counted.with(Extremes.of(extremes.without(before.key())::forEach));
    }
    return extremes.mayLose(before, null) ? counted.with(Extremes.of(all)) : counted;
  }
}
