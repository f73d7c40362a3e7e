package dev.tunewatch.detect.o3;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.lineage.Lineage;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.Relation;
import java.util.Optional;

/**
 * No parent is declared, and yet there is one: the name is a well-known base's, says that weights
 * were converted, the card states what was copied, or another release had the very weights before.
 */
public final class LineageGap implements Detector {

  private static final Confidence SAME_NAME = Confidence.of(0.85);
  private static final Confidence SUFFIX = Confidence.of(0.80);

  /** As sure as the graph is of the edge. */
  private static final Confidence SAME_WEIGHTS = Confidence.of(0.99);

  @Override
  public Optional<Signal> detect(Observed observed) {
    Matches matches = observed.matches();
    boolean vendor = observed.subject().owner().isEmpty() || !matches.of(SignalId.B2).isEmpty();
    boolean declared = observed.parents().stream().anyMatch(parent -> !isStated(parent));
    if (declared || vendor) {
      return Optional.empty();
    }
    Claims claims = new Claims(SignalId.O3);
    claims.add(Tier.E5, SAME_NAME, matches.context("o3.context.base"));
    claims.add(Tier.E5, SUFFIX, matches.context("o3.context.converted"));
    for (ResolvedParent parent : observed.parents()) {
      claims.add(
          Tier.E5,
          parent.confidence(),
          new Evidence(parent.source(), parent.id(), null, null, "o3.stated/1"));
    }
    claims.add(Tier.E5, SUFFIX, matches.declared(SignalId.C2));
    String first = observed.family().identical();
    if (first != null) {
      claims.add(Tier.E5, SAME_WEIGHTS, new Evidence("sha256", first, null, null, "o3.weights/1"));
    }
    return claims.signal();
  }

  /** The card's body tells of what was copied or merged, and no field of the release does. */
  private static boolean isStated(ResolvedParent parent) {
    return parent.source().equals(Lineage.CARD_LIST)
        || (parent.source().equals(Lineage.CARD_LINE) && parent.relation() == Relation.QUANTIZED);
  }
}
