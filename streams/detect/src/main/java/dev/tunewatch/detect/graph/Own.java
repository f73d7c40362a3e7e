package dev.tunewatch.detect.graph;

import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Relation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
 * @param goneAt when its hub was seen to have removed it, in whole seconds; null where it has not.
 *     What it was, its descendants still are
 * @param official whether a vendor of the register published it
 * @param safetyTrained whether it says that its maker trained refusals back in
 * @param rolePlay whether it is tuned for fiction, which keeps more of a removal than other tuning
 * @param movedTo key of the node under which it stands now, null unless it was renamed; the name
 *     that it had is then the first copy of what stands there
 * @param upload what it is among the others of its uploader
 */
public record Own(
    List<Edge> edges,
    List<Claim> claims,
    @Nullable Gating gating,
    @Nullable String licence,
    @Nullable Instant goneAt,
    boolean official,
    boolean safetyTrained,
    boolean rolePlay,
    @Nullable String movedTo,
    Upload upload) {

  /** Of more parents than these an equal share is small; mixtures of eight experts are common. */
  private static final int MAX_EQUAL_SHARES = 8;

  /** How many parents count. */
  public static final int MAX_EDGES = 50;

  /**
   * A signal of the release's own.
   *
   * @param kind V1 to V6, H1 to H8, or B7
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
    edges = plausible(List.copyOf(distinct.values()), movedTo);
    claims = List.copyOf(claims);
    goneAt = goneAt == null ? null : goneAt.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * What says that it is a copy of several models is a merge of them, and of many parents each has
   * a minor share. So no family, however densely it was declared, hands on without loss.
   */
  private static List<Edge> plausible(List<Edge> edges, @Nullable String movedTo) {
    if (edges.size() < 2) {
      return edges;
    }
    boolean copies = edges.stream().filter(edge -> isCopy(edge, movedTo)).count() > 1;
    boolean many = edges.size() > MAX_EQUAL_SHARES;
    List<Edge> plausible = new ArrayList<>();
    for (Edge edge : edges) {
      boolean shares = edge.part() == null || edge.part() == MergePart.EXPERT;
      if (edge.parent().equals(movedTo)) {
        plausible.add(edge);
      } else if (many && shares) {
        plausible.add(merged(edge, MergePart.MINOR));
      } else if (copies && isCopy(edge, movedTo)) {
        plausible.add(merged(edge, null));
      } else {
        plausible.add(edge);
      }
    }
    return List.copyOf(plausible);
  }

  private static boolean isCopy(Edge edge, @Nullable String movedTo) {
    return edge.sameWeights() && !edge.parent().equals(movedTo);
  }

  private static Edge merged(Edge edge, @Nullable MergePart part) {
    return new Edge(edge.parent(), Relation.MERGE, part, edge.confidence(), false);
  }

  /** A name of which nothing is known but that it leads to another. */
  public static Own moved(String to) {
    return new Own(List.of(), List.of(), null, null, null, false, false, false, to, Upload.UNKNOWN);
  }

  /** Whether it is a release of its own and not a name that leads to another. */
  boolean isRelease() {
    return movedTo == null;
  }

  /** Whether more is known than that the name leads to another. */
  public boolean isRecord() {
    return movedTo == null || !equals(moved(movedTo));
  }

  /** Whether a defence of its ancestors ends here. */
  boolean removesDefence() {
    return claims.stream().anyMatch(claim -> claim.kind().kind() == 'V');
  }
}
