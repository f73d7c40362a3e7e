package dev.tunewatch.detect.o1;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Relation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A copy that anybody may take of a base that its vendor guards. Nearly every copy is one, so it is
 * a fact; it alerts for the identical weights of a base that is given out by hand. Whether the base
 * is guarded the base's own record tells; where that is not known, a list of those that are known
 * for it.
 */
public final class UngatedCopy implements Detector {

  /** The rule that alerts: the bytes are those of a base that is given out by hand. */
  public static final String IDENTICAL = "o1.identical/1";

  private static final Confidence LISTED = Confidence.of(0.80);

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.O1);
    if (observed.subject().release().listing().gating() != Gating.NONE) {
      return Optional.empty();
    }
    for (ResolvedParent parent : observed.parents()) {
      boolean copy =
          parent.relation() == Relation.QUANTIZED || parent.relation() == Relation.DUPLICATE;
      Optional<Gating> known = observed.family().parent(parent.id()).map(Family.Kin::gating);
      if (copy && known.isPresent() && known.get() != Gating.NONE) {
        claims.add(
            Tier.E5,
            parent.confidence(),
            new Evidence(parent.source(), parent.id(), null, null, "o1.gated/1"));
      } else if (copy
          && known.isEmpty()
          && !observed.named(parent.id()).of(SignalId.O1).isEmpty()) {
        claims.add(
            Tier.E5, LISTED, new Evidence(parent.source(), parent.id(), null, null, "o1.copy/1"));
      }
    }
    identical(observed, claims);
    return claims.signal();
  }

  /** Somebody looks at each who asks for these very bytes, and here nobody does. */
  private static void identical(Observed observed, Claims claims) {
    Family family = observed.family();
    String first = family.identical();
    boolean another =
        first != null && !ModelName.of(first).owner().equalsIgnoreCase(observed.subject().owner());
    if (first != null && another && gating(family, first) == Gating.MANUAL) {
      claims.add(Tier.E1, new Evidence("sha256", first, null, null, IDENTICAL));
    }
  }

  private static @Nullable Gating gating(Family family, String id) {
    return family.parent(id).map(Family.Kin::gating).orElse(null);
  }
}
