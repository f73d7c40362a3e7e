package dev.tunewatch.topology.inspect;

import dev.tunewatch.assessments.History;
import dev.tunewatch.assessments.Transition;
import dev.tunewatch.assessments.Transition.Kind;
import dev.tunewatch.detect.graph.NodeKey;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ModelConfig;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a release was with what it is. Each kind of transition is seen between versions of
 * one part, which the topic keeps in their order; so what is written down does not depend on when
 * the parts of a release come among each other. What was not read is no change.
 */
public final class Chronicle {

  /**
   * Listing and weights are read in one visit or two, and a maker pushes them in several. Other
   * weights within this time of the scrubbing, before or after, belong to the same edit; and
   * weights that were first read later tell nothing of that time.
   */
  private static final Duration ONE_EDIT = Duration.ofDays(2);

  private Chronicle() {}

  /**
   * The history after a version of some part.
   *
   * @param was what the release was before, null where it was unknown
   * @param parts of which it is now
   */
  public static History after(
      History before, @Nullable Own was, Own now, Collection<ReleasePart> parts) {
    History after = before;
    if (was != null && isSameHolder(was, now)) {
      Optional<ReleasePart> listing = part(parts, PartKind.LISTING);
      if (listing.isPresent()) {
        Instant at = listing.get().observedAt();
        after = changed(after, Kind.GATING, at, text(was.gating()), text(now.gating()));
        after = changed(after, Kind.LICENCE, at, was.licence(), now.licence());
        after = scrubbed(after, was, now, (Listing) listing.get().body(), at);
      }
      Instant weighed = weighedAt(parts);
      if (weighed != null) {
        String former = was.upload().weights();
        after = changed(after, Kind.WEIGHTS, weighed, former, now.upload().weights());
      }
      if (now.movedTo() != null && !now.movedTo().equals(was.movedTo())) {
        Instant at = part(parts, PartKind.STATUS).map(ReleasePart::observedAt).orElseThrow();
        String to = NodeKey.id(now.movedTo());
        after = after.plus(new Transition(Kind.RENAMED, at, null, to, null));
      }
    }
    return weighed(after, now, parts);
  }

  /**
   * The same, the release flagged; the earliest version that was stands. Whoever is flagged for an
   * ancestor's sake is so from when it was found, and that may be after versions that were so too.
   *
   * @param at when the listing was observed, or where none was, the newest part
   */
  public static History flagged(History before, Instant at) {
    return before.plus(new Transition(Kind.FIRST_FLAGGED, at, null, null, null));
  }

  /** Tags that disappeared over weights that stayed. */
  public static List<String> scrubbed(History history) {
    List<Transition> replaced = history.of(Kind.WEIGHTS);
    return history.of(Kind.TAGS_SCRUBBED).stream()
        .filter(scrubbed -> scrubbed.weights() != null)
        .filter(scrubbed -> replaced.stream().noneMatch(weights -> isOneEdit(scrubbed, weights)))
        .map(Transition::from)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** A rule that changed its mind scrubs nothing: the very tags must be gone. */
  private static History scrubbed(History before, Own was, Own now, Listing listing, Instant at) {
    List<String> claimed = was.upload().claimed();
    boolean gone =
        !claimed.isEmpty()
            && now.upload().claimed().isEmpty()
            && Stream.concat(listing.tags().stream(), listing.cardTags().stream())
                .noneMatch(claimed::contains);
    return gone
        ? before.plus(
            new Transition(Kind.TAGS_SCRUBBED, at, String.join(", ", claimed), null, null))
        : before;
  }

  /** Notes with a scrubbing the weights that it was over, once they are known of that time. */
  private static History weighed(History history, Own now, Collection<ReleasePart> parts) {
    String weights = now.upload().weights();
    Instant at = weighedAt(parts);
    if (weights == null || at == null) {
      return history;
    }
    History known = history;
    for (Transition scrubbed : history.of(Kind.TAGS_SCRUBBED)) {
      if (scrubbed.weights() == null && !at.isAfter(scrubbed.at().plus(ONE_EDIT))) {
        known = known.plus(scrubbed.over(weights));
      }
    }
    return known;
  }

  private static History changed(
      History before, Kind kind, Instant at, @Nullable String from, @Nullable String to) {
    return from == null || to == null || from.equals(to)
        ? before
        : before.plus(new Transition(kind, at, from, to, null));
  }

  private static boolean isSameHolder(Own was, Own now) {
    String former = was.upload().hubId();
    String present = now.upload().hubId();
    return former == null || present == null || former.equals(present);
  }

  private static boolean isOneEdit(Transition a, Transition b) {
    return Duration.between(a.at(), b.at()).abs().compareTo(ONE_EDIT) <= 0;
  }

  /** When the files were read that tell of the weights. */
  private static @Nullable Instant weighedAt(Collection<ReleasePart> parts) {
    return part(parts, PartKind.CONFIG)
        .filter(config -> ((ModelConfig) config.body()).files() != null)
        .or(() -> part(parts, PartKind.LISTING))
        .map(ReleasePart::observedAt)
        .orElse(null);
  }

  private static Optional<ReleasePart> part(Collection<ReleasePart> parts, PartKind kind) {
    return parts.stream().filter(part -> part.body().part() == kind).findFirst();
  }

  private static @Nullable String text(dev.tunewatch.events.@Nullable Gating gating) {
    return gating == null ? null : gating.wireName();
  }
}
