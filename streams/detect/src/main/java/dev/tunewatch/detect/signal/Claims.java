package dev.tunewatch.detect.signal;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.rules.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evidence gathered for one signal. Tiers are combined by noisy-or, one value a tier: copies of one
 * claim do not add.
 */
public final class Claims {

  private record Claim(Tier tier, Confidence confidence, Evidence evidence) {}

  private final SignalId id;
  private final List<Claim> claims = new ArrayList<>();
  private @Nullable String inheritedFrom;

  /** Starts with nothing. */
  public Claims(SignalId id) {
    this.id = id;
  }

  /** Adds what rules matched. */
  public Claims add(List<Match> matches) {
    for (Match match : matches) {
      add(match.rule().tier(), match.rule().confidence(), match.evidence());
    }
    return this;
  }

  /** Adds one piece of evidence. */
  public Claims add(Tier tier, Confidence confidence, Evidence evidence) {
    claims.add(new Claim(tier, confidence, evidence));
    return this;
  }

  /** Adds one piece of evidence at the tier's own confidence. */
  public Claims add(Tier tier, Evidence evidence) {
    return add(tier, tier.base(), evidence);
  }

  /** Adds matches at another tier than their rule's: a prior that found company, or context. */
  public Claims add(Tier tier, Confidence confidence, List<Match> matches) {
    matches.forEach(match -> add(tier, confidence, match.evidence()));
    return this;
  }

  /** Says that the fact is a parent's; the first that is named stands. */
  public Claims inheritedFrom(String parent) {
    inheritedFrom = inheritedFrom == null ? parent : inheritedFrom;
    return this;
  }

  /** Whether there is evidence stronger than a prior. */
  public boolean hasMoreThanPriors() {
    for (Claim claim : claims) {
      if (claim.tier() != Tier.E6) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return claims.isEmpty();
  }

  /** The signal, if there is any evidence. */
  public Optional<Signal> signal() {
    if (claims.isEmpty()) {
      return Optional.empty();
    }
    if (claims.size() == 1) {
      Claim only = claims.get(0);
      List<Evidence> evidence = List.of(only.evidence());
      return Optional.of(
          new Signal(id, only.tier(), only.confidence(), null, inheritedFrom, evidence));
    }
    Map<Tier, Confidence> best = new EnumMap<>(Tier.class);
    for (Claim claim : claims) {
      best.merge(claim.tier(), claim.confidence(), (a, b) -> a.atLeast(b) ? a : b);
    }
    List<Evidence> evidence =
        claims.stream()
            .sorted(
                Comparator.comparing(Claim::tier)
                    .thenComparing(Claim::confidence, Comparator.reverseOrder()))
            .map(Claim::evidence)
            .distinct()
            .toList();
    Tier strongest = best.keySet().iterator().next();
    return Optional.of(
        new Signal(
            id, strongest, Confidence.noisyOr(best.values()), null, inheritedFrom, evidence));
  }
}
