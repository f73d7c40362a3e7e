package dev.tunewatch.detect.lineage;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.events.Relation;
import org.jspecify.annotations.Nullable;

/**
 * A parent as one source names it.
 *
 * @param relation what the source states, null where it states none
 * @param byHub whether the relation is the hub's word
 * @param part what a recipe says that it gave
 */
record Named(
    String id,
    @Nullable Relation relation,
    boolean byHub,
    String source,
    Confidence confidence,
    @Nullable MergePart part) {

  /** The same with another spelling of the name. */
  Named as(String spelling) {
    return new Named(spelling, relation, byHub, source, confidence, part);
  }
}
