package dev.tunewatch.assessments;

import dev.tunewatch.events.Relation;
import java.util.Objects;

/**
 * A parent as detection resolved it from all sources.
 *
 * @param id the parent's name as declared
 * @param relation our own relation
 * @param source the best source that names it
 * @param confidence that the edge is real
 */
public record ResolvedParent(String id, Relation relation, String source, Confidence confidence) {

  public ResolvedParent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(confidence, "confidence");
  }
}
