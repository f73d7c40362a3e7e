package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.events.Relation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A parent as detection resolved it from all sources.
 *
 * @param id the parent's name as declared
 * @param relation our own relation
 * @param source the best source that names it
 * @param confidence that the edge is real
 * @param hubRelation what the hub says of the edge, null where it says nothing; kept beside ours so
 *     that the rate of mismatches can be told
 * @param part what the parent gave to a merge, null where no recipe says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResolvedParent(
    String id,
    Relation relation,
    String source,
    Confidence confidence,
    @Nullable Relation hubRelation,
    @Nullable MergePart part) {

  public ResolvedParent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(confidence, "confidence");
  }

  /** A parent of which the hub says nothing and no recipe tells. */
  public ResolvedParent(String id, Relation relation, String source, Confidence confidence) {
    this(id, relation, source, confidence, null, null);
  }

  /** Whether the hub relates the two otherwise than we do. */
  public boolean mismatches() {
    return hubRelation != null && hubRelation != relation;
  }
}
