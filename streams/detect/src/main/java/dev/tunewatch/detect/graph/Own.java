package dev.tunewatch.detect.graph;

import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.Gating;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a release brings into the graph by its own record.
 *
 * @param edges parents, the surest first; of several edges to one parent the first stands, and of
 *     many parents the first {@link #MAX_EDGES}
 * @param claims its own signals that children inherit
 * @param gating null where unknown
 * @param licence null where unknown
 * @param gone whether its hub removed it; what it was, its descendants still are
 * @param official whether a vendor of the register published it
 * @param safetyTrained whether it says that its maker trained refusals back in
 * @param rolePlay whether it is tuned for fiction, which keeps more of a removal than other tuning
 * @param movedTo key of the node under which it stands now, null unless it was renamed; the name
 *     that it had is then the first copy of what stands there
 */
public record Own(
    List<Edge> edges,
    List<Claim> claims,
    @Nullable Gating gating,
    @Nullable String licence,
    boolean gone,
    boolean official,
    boolean safetyTrained,
    boolean rolePlay,
    @Nullable String movedTo) {

  /** How many parents count. */
  public static final int MAX_EDGES = 50;

  /**
   * A signal of the release's own.
   *
   * @param kind V1 to V6, or B7
   * @param strength what the score gives for it, in basis points
   * @param confidence in basis points
   */
  public record Claim(SignalId kind, int strength, int confidence) {}

  public Own {
    Map<String, Edge> distinct = new LinkedHashMap<>();
    if (movedTo != null) {
      distinct.put(movedTo, Edge.renamed(movedTo));
    }
    for (Edge edge : edges) {
      if (distinct.size() < MAX_EDGES) {
        distinct.putIfAbsent(edge.parent(), edge);
      }
    }
    edges = List.copyOf(distinct.values());
    claims = List.copyOf(claims);
  }

  /** A name of which nothing is known but that it leads to another. */
  public static Own moved(String to) {
    return new Own(List.of(), List.of(), null, null, false, false, false, false, to);
  }

  /** Whether it is a release of its own and not a name that leads to another. */
  boolean isRelease() {
    return movedTo == null;
  }

  /** Whether a defence of its ancestors ends here. */
  boolean removesDefence() {
    return claims.stream().anyMatch(claim -> claim.kind() != SignalId.B7);
  }
}
