package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.events.ReleaseName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a release over time, in so far as it matters later: compaction keeps the last
 * version of each part alone. Of each kind the latest few are kept, of the first flagging the
 * first; so the union of two histories does not depend on the order in which they are united.
 *
 * @param hubId the hub's own id of the release that had the name; null where unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record History(ReleaseName release, @Nullable String hubId, List<Transition> transitions) {

  /** So many of a kind. */
  public static final int MAX_OF_A_KIND = 4;

  public History {
    Objects.requireNonNull(release, "release");
    transitions = bounded(transitions);
  }

  /** With one more. */
  public History plus(Transition transition) {
    return new History(
        release, hubId, Stream.concat(transitions.stream(), Stream.of(transition)).toList());
  }

  /** What both know. */
  public History union(History other) {
    return new History(
        release,
        hubId == null ? other.hubId : hubId,
        Stream.concat(transitions.stream(), other.transitions.stream()).toList());
  }

  /** Whether it is of the same holder of the name, as far as is known. */
  public boolean isOf(@Nullable String otherHubId) {
    return hubId == null || otherHubId == null || hubId.equals(otherHubId);
  }

  /** All of a kind, the earliest first. */
  public List<Transition> of(Transition.Kind kind) {
    return transitions.stream().filter(transition -> transition.kind() == kind).toList();
  }

  private static List<Transition> bounded(List<Transition> given) {
    List<Transition> sorted = new ArrayList<>();
    Comparator<Transition> known =
        Transition.ORDER.thenComparing(
            Transition::weights, Comparator.nullsLast(Comparator.naturalOrder()));
    given.stream()
        .sorted(known)
        .forEach(
            next -> {
              if (sorted.isEmpty() || !sorted.get(sorted.size() - 1).same(next)) {
                sorted.add(next);
              }
            });
    return sorted.stream().filter(transition -> isKept(transition, sorted)).toList();
  }

  private static boolean isKept(Transition transition, List<Transition> sorted) {
    List<Transition> kind = sorted.stream().filter(t -> t.kind() == transition.kind()).toList();
    return transition.kind() == Transition.Kind.FIRST_FLAGGED
        ? transition.same(kind.get(0))
        : kind.subList(Math.max(0, kind.size() - MAX_OF_A_KIND), kind.size()).stream()
            .anyMatch(transition::same);
  }
}
