package dev.tunewatch.detect.v2;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The author states that alignment, refusals or censorship were removed or left out. Weak words
 * fire only in company: two different ones of a name, heavy enough together, on a model that may be
 * generative.
 */
public final class SafeguardsTrainedAway implements Detector {

  /** Two weak words of a name that together weigh this much are a declaration. */
  private static final int ENOUGH_BASIS_POINTS = 4_000;

  private static final Confidence WEAK_PAIR = Confidence.FLAG;

  @Override
  public Optional<Signal> detect(Observed observed) {
    List<Match> matches = observed.matches().of(SignalId.V2);
    Claims claims = new Claims(SignalId.V2).add(matches);
    if (!claims.hasMoreThanPriors() && observed.matches().generative()) {
      pair(matches, claims);
    }
    return claims.signal();
  }

  private static void pair(List<Match> matches, Claims claims) {
    Map<String, Match> weak =
        matches.stream()
            .filter(match -> match.field().equals("id"))
            .filter(match -> match.rule().id().startsWith("v2.name.weak"))
            .collect(
                Collectors.toMap(
                    match -> match.quote().toLowerCase(Locale.ROOT),
                    match -> match,
                    (first, again) -> first,
                    java.util.TreeMap::new));
    int weight =
        weak.values().stream().mapToInt(match -> match.rule().confidence().basisPoints()).sum();
    if (weak.size() >= 2 && weight >= ENOUGH_BASIS_POINTS) {
      Match first = weak.values().iterator().next();
      claims.add(Tier.E2, WEAK_PAIR, first.evidence());
    }
  }
}
