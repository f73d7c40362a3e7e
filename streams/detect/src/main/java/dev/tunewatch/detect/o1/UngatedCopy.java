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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A copy that anybody may take of a base that its vendor guards. Nearly every copy is one, so it is
 * a fact. It alerts for the identical weights of a base that is given out by hand, for what came
 * after its original was taken down, and for a hardened base. Whether the base is guarded the
 * base's own record tells; where that is not known, a list of those that are known for it.
 */
public final class UngatedCopy implements Detector {

  /** The rule that alerts: the bytes are those of a base that is given out by hand. */
  public static final String IDENTICAL = "o1.identical/1";

  /** The same of what its hub, or its maker, took down before. */
  public static final String TAKEN_DOWN = "o1.taken-down/1";

  /** The same of a guarded base that was hardened. */
  public static final String HARDENED = "o1.hardened/1";

  /** Later than this the taking down is no longer what the copy is about. */
  private static final Duration TOMBSTONE = Duration.ofDays(90);

  private static final Confidence SURE = Confidence.of(0.80);
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
    for (ResolvedParent parent : observed.parents()) {
      boolean copy =
          parent.relation() == Relation.QUANTIZED || parent.relation() == Relation.DUPLICATE;
      if (copy && parent.confidence().atLeast(SURE)) {
        behind(observed, parent.id(), parent.source(), parent.confidence(), claims);
      }
    }
    String first = observed.family().identical();
    if (first != null) {
      behind(observed, first, "sha256", Tier.E1.base(), claims);
    }
    return claims.signal();
  }

  /** Somebody looks at each who asks for these very bytes, and here nobody does. */
  private static void identical(Observed observed, Claims claims) {
    Family family = observed.family();
    String first = family.identical();
    if (first != null && !isOfItsMaker(observed, first) && gating(family, first) == Gating.MANUAL) {
      claims.add(Tier.E1, new Evidence("sha256", first, null, null, IDENTICAL));
    }
  }

  /** A copy that came when its original was taken down, or of a guarded base that was hardened. */
  private static void behind(
      Observed observed, String original, String source, Confidence confidence, Claims claims) {
    if (isOfItsMaker(observed, original)) {
      return;
    }
    Optional<Family.Kin> kin = observed.family().parent(original);
    Instant gone = kin.map(Family.Kin::goneAt).orElse(null);
    Instant created = observed.subject().release().listing().createdAt();
    if (gone != null && created != null && !created.isAfter(gone.plus(TOMBSTONE))) {
      claims.add(Tier.E5, confidence, evidence(source, original, TAKEN_DOWN));
    }
    boolean guarded = kin.map(Family.Kin::gating).filter(g -> g != Gating.NONE).isPresent();
    boolean hardened =
        observed.family().inherited().stream()
            .anyMatch(i -> i.kind() == SignalId.B7 && i.origin().equals(original));
    if (guarded && hardened) {
      claims.add(Tier.E5, confidence, evidence(source, original, HARDENED));
    }
  }

  private static Evidence evidence(String source, String original, String rule) {
    return new Evidence(source, original, null, null, rule);
  }

  /** A vendor may have several accounts. */
  private static boolean isOfItsMaker(Observed observed, String original) {
    return ModelName.of(original).owner().equalsIgnoreCase(observed.subject().owner())
        || !observed.matches().of(SignalId.B2).isEmpty();
  }

  private static @Nullable Gating gating(Family family, String id) {
    return family.parent(id).map(Family.Kin::gating).orElse(null);
  }
}
