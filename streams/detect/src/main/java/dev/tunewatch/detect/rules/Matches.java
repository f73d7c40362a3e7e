package dev.tunewatch.detect.rules;

import dev.tunewatch.assessments.SignalId;
import java.util.List;

/**
 * What the rules found in one release, guards applied, in the order of the book.
 *
 * @param generative whether the release may be a generative model
 * @param steps work done, to hold the cost against the size of the input
 */
public record Matches(List<Match> all, boolean generative, long steps) {

  public Matches {
    all = List.copyOf(all);
  }

  /** Claims of one signal. */
  public List<Match> of(SignalId signal) {
    return all.stream().filter(match -> match.rule().signal() == signal).toList();
  }
}
