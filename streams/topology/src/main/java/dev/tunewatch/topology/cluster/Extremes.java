package dev.tunewatch.topology.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.score.ScoreInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The members of a cluster that are first in some order: all minima of total orders, so they are a
 * function of the set. A minimum cannot be taken back from a bounded row; {@link #mayLose} says
 * when all rows must be read.
 *
 * @param top the first members by {@link Standing#ORDER}, all of them where they are few
 * @param strongest for each signal the member that carries it strongest
 * @param lightest the member that needs the least memory, null where none tells
 * @param firstQuantized the first quantized copy by createdAt, null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Extremes(
    List<Standing> top,
    SortedMap<SignalId, Carrier> strongest,
    @Nullable Lightest lightest,
    @Nullable FirstQuantized firstQuantized) {

  static final Extremes NONE = new Extremes(List.of(), new TreeMap<>(), null, null);

  Extremes {
    top = List.copyOf(top);
    strongest = new TreeMap<>(strongest);
  }

  /**
   * A member and its strongest form of one signal.
   *
   * @param release the member's name
   * @param signal as this member carries it
   * @param inherited what lineage brought it, of V4; else null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Carrier(String release, Signal signal, ScoreInput.@Nullable Inherited inherited) {

    /**
     * The strongest first: unsuppressed, surest, best tier, the most inherited; then by name, which
     * makes it total.
     */
    static final Comparator<Carrier> ORDER =
        Comparator.comparing((Carrier c) -> c.signal.suppressedBy() != null)
            .thenComparing(c -> c.signal.confidence(), Comparator.reverseOrder())
            .thenComparing(c -> c.signal.tier())
            .thenComparing(
                c -> c.inherited == null ? null : c.inherited.value(),
                Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(Carrier::release);
  }

  /** The memory that a member needs, in gigabytes. */
  record Lightest(String release, int gigabytes) {
    static final Comparator<Lightest> ORDER =
        Comparator.comparingInt(Lightest::gigabytes).thenComparing(Lightest::release);
  }

  /** When a quantized copy was created. */
  record FirstQuantized(String release, Instant createdAt) {
    static final Comparator<FirstQuantized> ORDER =
        Comparator.comparing(FirstQuantized::createdAt).thenComparing(FirstQuantized::release);
  }

  /** Of all members as stored. */
  static Extremes of(ClusterFold.Members all) {
    TreeSet<Standing> top = new TreeSet<>(Standing.ORDER);
    Extremes[] found = {NONE};
    all.forEach(
        standing -> {
          top.add(standing);
          if (top.size() > Assessment.MAX_MEMBERS) {
            top.pollLast();
          }
          found[0] = found[0].strengthened(standing);
        });
    return found[0].named(new ArrayList<>(top));
  }

  /** With a member that is not among them yet, or that is no weaker than it was. */
  Extremes with(Standing now) {
    List<Standing> named = without(now.key());
    int place = 0;
    while (place < named.size() && Standing.ORDER.compare(named.get(place), now) < 0) {
      place++;
    }
    named.add(place, now);
    return strengthened(now)
        .named(named.subList(0, Math.min(named.size(), Assessment.MAX_MEMBERS)));
  }

  /** The named members but for one. */
  List<Standing> without(String key) {
    List<Standing> others = new ArrayList<>(top);
    others.removeIf(standing -> standing.key().equals(key));
    return others;
  }

  /**
   * Whether a minimum may be lost when a member becomes another, or leaves.
   *
   * @param now null where it leaves
   */
  boolean mayLose(Standing before, @Nullable Standing now) {
    boolean named = top.stream().anyMatch(standing -> standing.key().equals(before.key()));
    if (named && (now == null || Standing.ORDER.compare(before, now) < 0)) {
      return true;
    }
    boolean carries =
        strongest.values().stream().anyMatch(carrier -> carrier.release().equals(before.key()));
    if (carries && (now == null || !carried(before).equals(carried(now)))) {
      return true;
    }
    Lightest weight = lightest(before);
    FirstQuantized copy = firstQuantized(before);
    return (weight != null
            && weight.equals(lightest)
            && (now == null || !weight.equals(lightest(now))))
        || (copy != null
            && copy.equals(firstQuantized)
            && (now == null || !copy.equals(firstQuantized(now))));
  }

  private Extremes named(List<Standing> members) {
    return new Extremes(members, strongest, lightest, firstQuantized);
  }

  private Extremes strengthened(Standing standing) {
    SortedMap<SignalId, Carrier> carriers = new TreeMap<>(strongest);
    for (Carrier carrier : carried(standing)) {
      carriers.merge(
          carrier.signal().id(), carrier, (a, b) -> Carrier.ORDER.compare(a, b) <= 0 ? a : b);
    }
    return new Extremes(
        top,
        carriers,
        first(lightest, lightest(standing), Lightest.ORDER),
        first(firstQuantized, firstQuantized(standing), FirstQuantized.ORDER));
  }

  private static List<Carrier> carried(Standing standing) {
    ScoreInput scoring = standing.scoring();
    ScoreInput.Inherited inherited = scoring == null ? null : scoring.removal().inherited();
    return standing.member().signals().stream()
        .map(s -> new Carrier(standing.key(), s, s.id() == SignalId.V4 ? inherited : null))
        .toList();
  }

  private static @Nullable Lightest lightest(Standing standing) {
    ScoreInput scoring = standing.scoring();
    Integer gigabytes = scoring == null ? null : scoring.model().minVramGb();
    return gigabytes == null ? null : new Lightest(standing.key(), gigabytes);
  }

  private static @Nullable FirstQuantized firstQuantized(Standing standing) {
    Instant createdAt = standing.member().createdAt();
    return createdAt == null || !Sums.isQuantized(standing)
        ? null
        : new FirstQuantized(standing.key(), createdAt);
  }

  private static <T> @Nullable T first(@Nullable T a, @Nullable T b, Comparator<T> order) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return order.compare(Objects.requireNonNull(a), b) <= 0 ? a : b;
  }
}
