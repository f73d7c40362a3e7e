package dev.tunewatch.detect.graph;

import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.Gating;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the graph knows of a release's ancestors; the other half of what an inspection judges.
 *
 * @param parents those of its parents that are known releases, by name
 * @param inherited the strongest label of each kind that reached it
 * @param root id of the base at the top, null where it has no parent or its line is a circle
 * @param original id of the first of the copies that it is one of, null where that is itself
 * @param identical id of the first that had the very same weights, null where that is itself or
 *     where nobody else has them; it is among the parents
 * @param uploaderMedian median of the downloads of its uploader's last ten releases; null where
 *     unknown, or where nothing is found of the release that reach would matter for
 * @param rootDownloads of the base at the top over the last 30 days; both stand for their order of
 *     magnitude, null where unknown
 * @param scrubbed tags that declared a removal and disappeared over unchanged weights, of its own
 *     history, which the graph does not know
 * @param whole whether each parent has told what it is, which takes a hop; so long its descent is
 *     not told
 */
public record Family(
    List<Kin> parents,
    List<Inheritance> inherited,
    @Nullable String root,
    @Nullable String original,
    @Nullable String identical,
    @Nullable Long uploaderMedian,
    @Nullable Long rootDownloads,
    List<String> scrubbed,
    boolean whole) {

  /** Nothing is known of any relative. */
  public static final Family NONE =
      new Family(List.of(), List.of(), null, null, null, null, null, List.of(), true);

  private static final Family NOT_YET =
      new Family(List.of(), List.of(), null, null, null, null, null, List.of(), false);

  public Family {
    parents = List.copyOf(parents);
    inherited = List.copyOf(inherited);
    scrubbed = List.copyOf(scrubbed);
  }

  /** A whole family of which no downloads are known. */
  public Family(
      List<Kin> parents,
      List<Inheritance> inherited,
      @Nullable String root,
      @Nullable String original) {
    this(parents, inherited, root, original, null, null, null, List.of(), true);
  }

  /** The same, with what the release's own history tells. */
  public Family scrubbed(List<String> tags) {
    return tags.equals(scrubbed)
        ? this
        : new Family(
            parents,
            inherited,
            root,
            original,
            identical,
            uploaderMedian,
            rootDownloads,
            tags,
            whole);
  }

  /**
   * Whether it tells as much as {@link #NONE}: of a new child it does, until its parents answer.
   */
  public boolean tellsNothing() {
    return equals(whole ? NONE : NOT_YET);
  }

  /** Whether anything of it can flag a release that shows nothing by itself. */
  public boolean mayFlag() {
    return inherited.stream().anyMatch(inheritance -> inheritance.kind().kind() != 'H')
        || parents.stream().anyMatch(kin -> kin.goneAt() != null)
        || (identical != null
            && parent(identical).filter(kin -> kin.gating() == Gating.MANUAL).isPresent());
  }

  /** A parent, if it is known. */
  public Optional<Kin> parent(String id) {
    return parents.stream().filter(kin -> kin.id().equals(id)).findFirst();
  }

  /**
   * A known parent.
   *
   * @param id as the release declares it
   * @param goneAt when its hub was seen to have removed it, where that was before the release came;
   *     null else
   * @param gating null where unknown
   * @param licence null where unknown
   */
  public record Kin(
      String id, @Nullable Instant goneAt, @Nullable Gating gating, @Nullable String licence) {}

  /**
   * What came down.
   *
   * @param kind V1 to V6, H1 to H8, or B7
   * @param origin id of the release that had it first
   * @param parent id, as the release declares it, of the parent that handed it on
   * @param strength what is left of it, in basis points
   * @param confidence that it was there and came all the way, in basis points
   * @param steps edges between the origin and the release
   */
  public record Inheritance(
      SignalId kind, String origin, String parent, int strength, int confidence, int steps) {}
}
