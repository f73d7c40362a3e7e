package dev.tunewatch.detect.graph;

import dev.tunewatch.assessments.SignalId;
import java.util.Comparator;
import java.util.List;

/**
 * One property on its way down: who had it first, and over which nodes it came. A node takes no
 * label whose path it stands on, so a cycle cannot feed itself and a retraction comes to an end.
 *
 * @param kind V1 to V6, H1 to H8 for a domain, or B7 for a defence that nobody on the path removed
 * @param origin key of the node that had it first
 * @param loss how much of it is lost, the origin's own strength included; millionths of a neper
 * @param doubt the same for the confidence
 * @param hops edges so far that changed the weights
 * @param path the nodes from the origin to the one that holds the label, as numbers
 */
public record Label(SignalId kind, String origin, int loss, int doubt, int hops, List<Long> path) {

  /** A path does not get longer; the longest seen on a hub is 12. */
  public static final int MAX_PATH = 24;

  /** Nor does a removal outlast more trainings and merges. */
  public static final int MAX_HOPS = 6;

  /** Less sure than this it could never flag, and need not travel; in basis points. */
  public static final int LEAST_SURE = 5_000;

  /** Below this share of a removal nothing is inherited, in basis points. */
  public static final int FAINTEST = 2_000;

  /**
   * What is strong and sure first, so that a guess does not hide what is known; every step of a
   * path makes a label come later.
   */
  static final Comparator<Label> ORDER =
      Comparator.comparingInt((Label label) -> label.loss + label.doubt)
          .thenComparingInt(label -> label.path.size())
          .thenComparingInt(Label::loss)
          .thenComparing(Label::origin)
          .thenComparing(Label::path, Label::compare);

  public Label {
    path = List.copyOf(path);
  }

  /** At its origin. */
  static Label own(Own.Claim claim, String key, long number) {
    return new Label(
        claim.kind(),
        key,
        Fading.cost(claim.strength()),
        Fading.cost(Math.max(1, claim.confidence())),
        0,
        List.of(number));
  }

  /** Strength at the node that holds it, in basis points. */
  public int strength() {
    return Fading.remaining(loss);
  }

  /** Confidence at the node that holds it, in basis points. */
  public int confidence() {
    return Fading.remaining(doubt);
  }

  private static int compare(List<Long> a, List<Long> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = Long.compareUnsigned(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
