package dev.tunewatch.detect.graph;

import dev.tunewatch.assessments.MergePart;
import org.jspecify.annotations.Nullable;

/**
 * How much of a removal an edge hands on, signals.md §3.3. Factors are kept as sums of integer
 * logarithms (millionths of a neper), so that a product does not depend on how it was rounded on
 * the way and a longer path never compares as stronger.
 */
final class Fading {

  /** An edge that hands on nothing. */
  static final int NOTHING = Integer.MAX_VALUE;

  private static final double SCALE = 1_000_000;
  private static final int ONE = 10_000;

  private static final int ADAPTER = cost(9_000);
  private static final int FINETUNE = cost(8_000);
  private static final int RETRAINED = cost(3_000);
  private static final int ROLE_PLAY = cost(9_000);
  private static final int MAJOR_SHARE = cost(8_000);
  private static final int SOME_SHARE = cost(7_000);
  private static final int MINOR_SHARE = cost(4_000);

  private Fading() {}

  /** What a removal loses over this edge into that child. */
  static int of(Edge edge, Own child) {
    if (edge.part() == MergePart.SUBTRACTED) {
      return NOTHING;
    }
    return switch (edge.relation()) {
      case QUANTIZED, DUPLICATE -> 0;
      case ADAPTER -> ADAPTER;
      case FINETUNE -> finetune(child);
      case MERGE -> merge(edge.part());
    };
  }

  private static int finetune(Own child) {
    if (child.safetyTrained()) {
      return RETRAINED;
    }
    return child.rolePlay() ? ROLE_PLAY : FINETUNE;
  }

  private static int merge(@Nullable MergePart part) {
    if (part == null) {
      return SOME_SHARE;
    }
    return switch (part) {
      case MAJOR, ADAPTER -> MAJOR_SHARE;
      case SHARE, EXPERT -> SOME_SHARE;
      case MINOR, CHASSIS -> MINOR_SHARE;
      case SUBTRACTED -> NOTHING;
    };
  }

  /** The logarithm of a share in basis points; 0 of the whole. */
  static int cost(int basisPoints) {
    return basisPoints <= 0
        ? NOTHING
        : (int) StrictMath.round(-StrictMath.log((double) basisPoints / ONE) * SCALE);
  }

  /** What remains, in basis points. */
  static int remaining(int cost) {
    return (int) StrictMath.round(StrictMath.exp(-cost / SCALE) * ONE);
  }

  /** Whether so much of the parent is in the child that its defence was there to be defeated. */
  static boolean carriesDefence(Edge edge) {
    return edge.part() == null
        || switch (edge.part()) {
          case MAJOR, SHARE, EXPERT, ADAPTER -> true;
          case MINOR, CHASSIS, SUBTRACTED -> false;
        };
  }
}
