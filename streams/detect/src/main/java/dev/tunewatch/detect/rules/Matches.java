package dev.tunewatch.detect.rules;

import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import java.util.List;

/**
 * What the rules found in one release, guards applied, in the order of the book.
 *
 * @param all claims
 * @param context what only helps to weigh them
 * @param generative whether the release may be a generative model
 * @param steps work done, to hold the cost against the size of the input
 */
public record Matches(List<Match> all, List<Match> context, boolean generative, long steps) {

  public Matches {
    all = List.copyOf(all);
    context = List.copyOf(context);
  }

  /** Claims of one signal. */
  public List<Match> of(SignalId signal) {
    return all.stream().filter(match -> match.rule().signal() == signal).toList();
  }

  /** Claims of one signal that are more than priors. */
  public List<Match> declared(SignalId signal) {
    return of(signal).stream().filter(match -> match.rule().tier() != Tier.E6).toList();
  }

  /** Context that one rule found, and the rules whose ids go on from its. */
  public List<Match> context(String ruleId) {
    return context.stream().filter(match -> isOrGoesOn(match.rule().id(), ruleId)).toList();
  }

  private static boolean isOrGoesOn(String id, String ruleId) {
    return id.startsWith(ruleId)
        && (id.length() == ruleId.length() || ".-".indexOf(id.charAt(ruleId.length())) >= 0);
  }
}
