package dev.tunewatch.topology.inspect;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Descent;
import dev.tunewatch.detect.graph.Edge;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.NodeKey;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the picture of a family shows of one child: a function of its record and its family. */
public final class Pedigree {

  private static final Confidence PROVEN = Confidence.of(0.99);

  private Pedigree() {}

  /** The child's row; null of a release without parents. */
  public static @Nullable Descent of(String key, @Nullable Own own, Family family) {
    List<Descent.Edge> edges = own == null ? List.of() : edges(key, own, family.identical());
    if (own == null || edges.isEmpty()) {
      return null;
    }
    return new Descent(
        ReleaseName.parse(key),
        edges,
        family.root(),
        family.original(),
        family.identical(),
        own.upload().createdAt(),
        own.goneAt(),
        own.gating(),
        own.licence(),
        own.claims().stream().map(Own.Claim::kind).distinct().toList(),
        family.inherited().stream().map(Pedigree::inherited).toList());
  }

  private static List<Descent.Edge> edges(String key, Own own, @Nullable String identical) {
    List<Descent.Edge> edges = new ArrayList<>();
    if (identical != null) {
      edges.add(
          new Descent.Edge(identical, Relation.DUPLICATE, null, PROVEN, Descent.Basis.IDENTICAL));
    }
    for (Edge edge : own.edges()) {
      String parent = NodeKey.id(edge.parent());
      if (!parent.equals(identical) && !edge.parent().equals(key)) {
        edges.add(
            new Descent.Edge(
                parent,
                edge.relation(),
                edge.part(),
                new Confidence(edge.confidence()),
                edge.parent().equals(own.movedTo())
                    ? Descent.Basis.RENAMED
                    : Descent.Basis.DECLARED));
      }
    }
    return edges;
  }

  private static Descent.Inherited inherited(Family.Inheritance inheritance) {
    return new Descent.Inherited(
        inheritance.kind(),
        inheritance.origin(),
        inheritance.parent(),
        new Confidence(inheritance.confidence()),
        inheritance.steps());
  }
}
