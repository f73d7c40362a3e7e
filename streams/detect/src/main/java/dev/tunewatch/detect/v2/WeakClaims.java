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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Words, brands and prompts that mean removal now and then. Each is a prior; in company they are a
 * declaration: a second one, a word of chat models before them, removal data, a parent whose
 * safeguards were removed, or a word of crime beside a brand.
 */
final class WeakClaims {

  /** Two weak words of a name that together weigh this much are a declaration. */
  private static final int ENOUGH_BASIS_POINTS = 4_000;

  private static final Confidence IN_COMPANY = Confidence.FLAG;
  private static final Confidence OF_CHAT = Confidence.of(0.70);

  /** Weak words of taste; a brand of role-play beside them is role-play. */
  private static final Set<String> OF_TASTE = Set.of("v2.name.weak-little", "v2.name.weak-hardly");

  private final Detector data = new RemovalData();
  private final Detector inherited = new InheritedRemoval();

  /** Adds to the claims of a release what found company. */
  void weigh(Observed observed, Claims claims) {
    List<Match> all = observed.matches().of(SignalId.V2);
    Map<String, Match> words = all.isEmpty() ? Map.of() : words(all);
    if (!words.isEmpty()) {
      words(words, observed, claims);
    }
    String owner = observed.subject().owner();
    List<Match> removing =
        words.entrySet().stream()
            .filter(word -> !owner.contains(word.getKey()))
            .map(Map.Entry::getValue)
            .filter(match -> !OF_TASTE.contains(match.rule().id()))
            .toList();
    brand(all, removing, observed, claims);
    card(removing, observed, claims);
  }

  private void words(Map<String, Match> weak, Observed observed, Claims claims) {
    Match first = weak.values().iterator().next();
    int weight =
        weak.values().stream().mapToInt(match -> match.rule().confidence().basisPoints()).sum();
    if (weak.size() >= 2 && weight >= ENOUGH_BASIS_POINTS) {
      claims.add(Tier.E2, IN_COMPANY, first.evidence());
    }
    Matches matches = observed.matches();
    if (!isOfData(matches)) {
      weak.values().stream()
          .filter(match -> match.rule().id().startsWith("v2.name.weak-chat"))
          .filter(match -> follows(match, matches.context("v2.context.chat")))
          .forEach(match -> claims.add(Tier.E2, OF_CHAT, match.evidence()));
    }
    if (flags(data, observed) || flags(inherited, observed)) {
      claims.add(Tier.E2, IN_COMPANY, first.evidence());
    }
  }

  /** A brand beside a word of removal, or beside a persona of crime or a tool of attack. */
  private static void brand(
      List<Match> all, List<Match> removing, Observed observed, Claims claims) {
    Matches matches = observed.matches();
    boolean crime = inName(matches.declared(SignalId.H8)) || inName(matches.declared(SignalId.H1));
    if (crime || (!removing.isEmpty() && !isOfData(matches))) {
      all.stream()
          .filter(match -> match.rule().id().startsWith("v2.brand"))
          .forEach(brand -> claims.add(Tier.E2, IN_COMPANY, brand.evidence()));
    }
  }

  /** What a prompt or a word for the data says, with each other or with removal data. */
  private void card(List<Match> removing, Observed observed, Claims claims) {
    List<Match> prompt = observed.matches().context("v2.context.prompt");
    List<Match> unfiltered = observed.matches().context("v2.context.unfiltered");
    if (prompt.isEmpty() && unfiltered.isEmpty()) {
      return;
    }
    boolean both = !prompt.isEmpty() && !unfiltered.isEmpty();
    if (both || !removing.isEmpty() || flags(data, observed)) {
      claims.add(Tier.E3, IN_COMPANY, prompt).add(Tier.E3, IN_COMPANY, unfiltered);
    }
  }

  private static boolean isOfData(Matches matches) {
    return !matches.context("v2.context.data").isEmpty();
  }

  private static boolean inName(List<Match> matches) {
    return matches.stream().anyMatch(match -> match.field().equals("id"));
  }

  private static boolean follows(Match word, List<Match> context) {
    Integer start = word.start();
    return start != null
        && context.stream().anyMatch(chat -> chat.start() != null && chat.start() < start);
  }

  private static boolean flags(Detector detector, Observed observed) {
    return detector.detect(observed).filter(Signal::flags).isPresent();
  }

  private static Map<String, Match> words(List<Match> matches) {
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
