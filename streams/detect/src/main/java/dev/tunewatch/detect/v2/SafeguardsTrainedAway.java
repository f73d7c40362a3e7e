package dev.tunewatch.detect.v2;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.detect.v3.RemovalData;
import dev.tunewatch.detect.v4.InheritedRemoval;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The author states that alignment, refusals or censorship were removed or left out. Weak words of
 * a name fire only in company and on a model that may be generative: a second weak word, a word of
 * chat models before them, removal data, or a parent whose safeguards were removed.
 */
public final class SafeguardsTrainedAway implements Detector {

  /** Two weak words of a name that together weigh this much are a declaration. */
  private static final int ENOUGH_BASIS_POINTS = 4_000;

  private static final Confidence WEAK_PAIR = Confidence.FLAG;
  private static final Confidence OF_CHAT = Confidence.of(0.70);

  private final Detector data = new RemovalData();
  private final Detector inherited = new InheritedRemoval();

  @Override
  public Optional<Signal> detect(Observed observed) {
    Matches matches = observed.matches();
    Claims claims = new Claims(SignalId.V2).add(matches.of(SignalId.V2));
    Map<String, Match> weak = weakWords(matches.of(SignalId.V2));
    if (!claims.hasMoreThanPriors() && matches.generative() && !weak.isEmpty()) {
      company(weak, observed, claims);
    }
    return claims.signal();
  }

  private void company(Map<String, Match> weak, Observed observed, Claims claims) {
    Match first = weak.values().iterator().next();
    int weight =
        weak.values().stream().mapToInt(match -> match.rule().confidence().basisPoints()).sum();
    if (weak.size() >= 2 && weight >= ENOUGH_BASIS_POINTS) {
      claims.add(Tier.E2, WEAK_PAIR, first.evidence());
    }
    Matches matches = observed.matches();
    if (matches.context("v2.context.data").isEmpty()) {
      weak.values().stream()
          .filter(match -> match.rule().id().startsWith("v2.name.weak-chat"))
          .filter(match -> follows(match, matches.context("v2.context.chat")))
          .forEach(match -> claims.add(Tier.E2, OF_CHAT, match.evidence()));
    }
    if (flags(data, observed) || flags(inherited, observed)) {
      claims.add(Tier.E2, WEAK_PAIR, first.evidence());
    }
  }

  private static boolean follows(Match word, List<Match> context) {
    Integer start = word.start();
    return start != null
        && context.stream().anyMatch(chat -> chat.start() != null && chat.start() < start);
  }

  private static boolean flags(Detector detector, Observed observed) {
    return detector.detect(observed).filter(Signal::flags).isPresent();
  }

  private static Map<String, Match> weakWords(List<Match> matches) {
    return matches.stream()
        .filter(match -> match.field().equals("id"))
        .filter(match -> match.rule().id().startsWith("v2.name.weak"))
        .collect(
            Collectors.toMap(
                match -> match.quote().toLowerCase(Locale.ROOT),
                match -> match,
                (first, again) -> first,
                TreeMap::new));
  }
}
