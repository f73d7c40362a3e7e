package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a release comes from, for the picture of a family: a row for each child, so that a parent
 * may have any number. Ids are those of the release's own hub.
 *
 * @param edges its parents, at most {@link #MAX_EDGES}
 * @param root the base at the top, null where it is unknown or a circle
 * @param original the first of the copies that it is one of, null where that is itself
 * @param identical the first that had the very same weights, null where that is itself
 * @param createdAt by the hub, null where unknown
 * @param goneAt when its hub was seen to have removed it, null where it has not
 * @param declares what flags or hardens it by its own record
 * @param inherits what came down to it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Descent(
    ReleaseName release,
    List<Edge> edges,
    @Nullable String root,
    @Nullable String original,
    @Nullable String identical,
    @Nullable Instant createdAt,
    @Nullable Instant goneAt,
    @Nullable Gating gating,
    @Nullable String licence,
    List<SignalId> declares,
    List<Inherited> inherits) {

  /** How many parents are named. */
  public static final int MAX_EDGES = 50;

  public Descent {
    Objects.requireNonNull(release, "release");
    edges = first(edges);
    declares = first(declares);
    inherits = first(inherits);
  }

  /** What an edge rests on. */
  public enum Basis {
    /** The release says so, or its name. */
    DECLARED,
    /** The weights are the same, bit for bit. */
    IDENTICAL,
    /** The name leads to it. */
    RENAMED;

    /** The name in JSON, lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A parent.
   *
   * @param parent its id, as declared
   * @param part what it gave to a merge, null where no recipe says
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Edge(
      String parent,
      Relation relation,
      @Nullable MergePart part,
      Confidence confidence,
      Basis basis) {

    public Edge {
      Objects.requireNonNull(parent, "parent");
      Objects.requireNonNull(relation, "relation");
      Objects.requireNonNull(confidence, "confidence");
      Objects.requireNonNull(basis, "basis");
    }
  }

  /**
   * What came down.
   *
   * @param origin id of the release that had it first
   * @param parent id of the parent that handed it on
   * @param confidence that it was there and came all the way
   * @param steps edges in between
   */
  public record Inherited(
      SignalId signal, String origin, String parent, Confidence confidence, int steps) {

    public Inherited {
      Objects.requireNonNull(signal, "signal");
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(parent, "parent");
      Objects.requireNonNull(confidence, "confidence");
    }
  }

  private static <T> List<T> first(@Nullable List<T> list) {
    return list == null
        ? List.of()
        : List.copyOf(list.subList(0, Math.min(list.size(), MAX_EDGES)));
  }
}
