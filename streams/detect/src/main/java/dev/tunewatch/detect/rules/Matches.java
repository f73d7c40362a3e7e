package dev.tunewatch.detect.rules;

import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the rules found in one release, guards applied, in the order of the book. */
public final class Matches {

  private final List<Match> all;
  private final List<Match> context;
  private final Map<SignalId, List<Match>> bySignal = new EnumMap<>(SignalId.class);
  private final boolean generative;
  private final long steps;

  Matches(List<Match> all, List<Match> context, boolean generative, long steps) {
    this.all = List.copyOf(all);
    this.context = List.copyOf(context);
    this.generative = generative;
    this.steps = steps;
    for (Match match : all) {
      bySignal.computeIfAbsent(match.rule().signal(), signal -> new ArrayList<>()).add(match);
    }
    bySignal.replaceAll((signal, matches) -> Collections.unmodifiableList(matches));
  }

  /** All claims. */
  public List<Match> all() {
    return all;
  }

  /** Whether the release may be a generative model. */
  public boolean generative() {
    return generative;
  }

  /** Work done, to hold the cost against the size of the input. */
  public long steps() {
    return steps;
  }

  /** Claims of one signal. */
  public List<Match> of(SignalId signal) {
    return bySignal.getOrDefault(signal, List.of());
  }

  /** Claims of one signal that are more than priors. */
  public List<Match> declared(SignalId signal) {
    List<Match> found = of(signal);
    return found.isEmpty()
        ? found
        : found.stream().filter(match -> match.rule().tier() != Tier.E6).toList();
  }

  /** Context that one rule found, and the rules whose ids go on from its. */
  public List<Match> context(String ruleId) {
    List<Match> found = new ArrayList<>();
    for (Match match : context) {
      if (isOrGoesOn(match.rule().id(), ruleId)) {
        found.add(match);
      }
    }
    return found;
  }

  private static boolean isOrGoesOn(String id, String ruleId) {
    return id.startsWith(ruleId)
        && (id.length() == ruleId.length() || ".-".indexOf(id.charAt(ruleId.length())) >= 0);
  }
}
