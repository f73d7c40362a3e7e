package dev.tunewatch.detect.graph;

import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.events.Relation;
import org.jspecify.annotations.Nullable;

/**
 * A parent as a node declares it.
 *
 * @param parent key of the parent's node
 * @param relation how the weights came from it
 * @param part what it gave to a merge, null where no recipe says
 * @param confidence that the edge is real, in basis points
 * @param copy whether the two are one model in two packagings
 */
public record Edge(
    String parent, Relation relation, @Nullable MergePart part, int confidence, boolean copy) {

  private static final int SAME_BUT_FOR_CASE = 10_000;
  private static final int SAME_BYTES = 9_900;
  private static final int UNIQUE_NAME = 8_500;

  /** What stands under another name now. */
  static Edge renamed(String target) {
    return new Edge(target, Relation.DUPLICATE, null, SAME_BUT_FOR_CASE, true);
  }

  /** The first that had the same weights. */
  static Edge identical(String first) {
    return new Edge(first, Relation.DUPLICATE, null, SAME_BYTES, true);
  }

  /** What a name without a release means, where one release alone can be meant. */
  static Edge meant(String asking, String candidate) {
    int confidence = NodeKey.owner(asking).isEmpty() ? UNIQUE_NAME : SAME_BUT_FOR_CASE;
    return new Edge(candidate, Relation.DUPLICATE, null, confidence, true);
  }

  /** Whether the weights are the same, so that the hop costs nothing. */
  boolean sameWeights() {
    return relation == Relation.QUANTIZED || relation == Relation.DUPLICATE;
  }
}
