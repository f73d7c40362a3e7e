package dev.tunewatch.detect;

import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.facts.Weights;
import dev.tunewatch.detect.graph.Edge;
import dev.tunewatch.detect.graph.NodeKey;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.detect.graph.Upload;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a release brings into the family graph. */
final class Kinship {

  private static final int MAX_LICENCE = 64;
  private static final int WHOLE = 10_000;
  private static final int REMOVED = 7_500;
  private static final int REMOVAL_DATA = 4_500;
  private static final int DEFEATED = 9_500;

  /** A removal of which only a parent's name tells, after one training. */
  private static final int BY_NAME = 6_000;

  private Kinship() {}

  /**
   * Takes it out of a release's own signals.
   *
   * @param signals found without knowing its ancestors
   */
  static Own of(Observed observed, List<Signal> signals) {
    Release release = observed.subject().release();
    String hub = release.name().hub();
    Optional<Status> status = release.status();
    return new Own(
        edges(release, observed.parents()),
        claims(observed.parents(), signals),
        release.listing().gating(),
        licence(release),
        goneAt(release),
        !observed.matches().of(SignalId.B2).isEmpty(),
        !observed.matches().context("v4.context.safety-trained").isEmpty()
            || signals.stream().anyMatch(signal -> signal.id() == SignalId.B7),
        !observed.matches().context("v4.context.role-play").isEmpty(),
        status.map(Status::movedTo).map(to -> NodeKey.release(hub, to)).orElse(null),
        Upload.counted(
                release.name().id().contains("/")
                    ? release.name().owner()
                    : release.listing().author(),
                release.listing().createdAt(),
                release.listing().downloads(),
                release.files().flatMap(Weights::digest).orElse(null),
                signals.stream().anyMatch(Signal::flags))
            .traced(release.hubId(), claimed(observed)));
  }

  /** Those of the listing alone, whose versions follow each other; the card is read when it is. */
  private static List<String> claimed(Observed observed) {
    List<Match> removals = new ArrayList<>(observed.matches().declared(SignalId.V1));
    removals.addAll(observed.matches().declared(SignalId.V2));
    return removals.isEmpty() ? List.of() : inListing(removals);
  }

  private static List<String> inListing(List<Match> matches) {
    return matches.stream()
        .filter(match -> match.field().startsWith("tags[") || match.field().startsWith("cardData."))
        .map(match -> match.evidence().quote())
        .distinct()
        .sorted()
        .toList();
  }

  /** When we were told so: what a hub removed, it does not tell the time of. */
  private static @Nullable Instant goneAt(Release release) {
    return release.status().filter(Kinship::gone).isEmpty()
        ? null
        : Objects.requireNonNull(release.parts().get(PartKind.STATUS)).observedAt();
  }

  private static List<Edge> edges(Release release, List<ResolvedParent> parents) {
    List<Edge> edges = new ArrayList<>(parents.size());
    for (ResolvedParent parent : parents) {
      edges.add(edge(release, parent));
    }
    return edges;
  }

  private static List<Own.Claim> claims(List<ResolvedParent> parents, List<Signal> signals) {
    List<Own.Claim> claims = new ArrayList<>();
    for (Signal signal : signals) {
      claim(parents, signal).ifPresent(claims::add);
    }
    return claims;
  }

  private static Edge edge(Release release, ResolvedParent parent) {
    return new Edge(
        NodeKey.release(release.name().hub(), parent.id()),
        parent.relation(),
        parent.part(),
        parent.confidence().basisPoints(),
        CanonicalKey.isCopy(release, parent.id()));
  }

  private static Optional<Own.Claim> claim(List<ResolvedParent> parents, Signal signal) {
    int strength = strength(parents, signal);
    boolean stands = signal.id() == SignalId.B7 || signal.flags();
    return strength > 0 && stands
        ? Optional.of(new Own.Claim(signal.id(), strength, signal.confidence().basisPoints()))
        : Optional.empty();
  }

  /** What the score gives for the signal (signals.md §3.2). */
  private static int strength(List<ResolvedParent> parents, Signal signal) {
    return switch (signal.id()) {
      case V1, V2, V6 -> REMOVED;
      case V3 -> REMOVAL_DATA;
      case V4 -> isCopy(parents, signal.inheritedFrom()) ? REMOVED : BY_NAME;
      case V5 -> DEFEATED;
      case B7, H1, H2, H3, H4, H6, H7, H8 -> WHOLE;
      default -> 0;
    };
  }

  private static boolean isCopy(List<ResolvedParent> parents, @Nullable String id) {
    return parents.stream()
        .filter(parent -> parent.id().equals(id))
        .anyMatch(
            parent ->
                parent.relation() == Relation.QUANTIZED || parent.relation() == Relation.DUPLICATE);
  }

  /** Names of licences are short; what is told to every child is bounded. */
  private static @Nullable String licence(Release release) {
    String licence = release.listing().licence();
    return licence == null || licence.length() > MAX_LICENCE ? null : licence;
  }

  private static boolean gone(Status status) {
    return switch (status.state()) {
      case REMOVED, HIDDEN, DISABLED -> true;
      case AVAILABLE, RENAMED -> false;
    };
  }
}
