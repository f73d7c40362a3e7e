package dev.tunewatch.detect.graph;

import dev.tunewatch.events.Gating;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells each of its children.
 *
 * @param known whether a release stands here, seen by us
 * @param goneAt when its hub was seen to have removed it, null where it has not
 * @param gating null where unknown
 * @param licence null where unknown
 * @param labels the strongest of each kind
 * @param root where its line of first parents begins, null in a circle
 * @param original the first of the copies that it is one of, null in a circle
 */
public record Export(
    boolean known,
    @Nullable Instant goneAt,
    @Nullable Gating gating,
    @Nullable String licence,
    List<Label> labels,
    @Nullable Ancestor root,
    @Nullable Ancestor original) {

  /** Before anything was heard. */
  static final Export NOTHING = new Export(false, null, null, null, List.of(), null, null);

  public Export {
    labels = List.copyOf(labels);
  }
}
