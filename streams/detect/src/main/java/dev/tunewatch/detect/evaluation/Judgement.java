package dev.tunewatch.detect.evaluation;

import java.util.List;

/**
 * Which answers are right. Readers labelled what stands out, not every fact: on a release that is
 * rightly flagged, a further V or H fact is neither right nor wrong. Mechanisms are labelled in
 * full.
 */
final class Judgement {

  /** Stands for "flagged" among the names of signals. */
  static final String FLAG = "flag";

  /** Stands for "flagged with P1 or P2". */
  static final String URGENT = "P1+P2";

  private Judgement() {}

  /** Whether the presence of the signal can be judged on this row. */
  static boolean counts(Answer answer, String signal) {
    Label label = answer.label();
    if (label.signals().contains(signal)) {
      return true;
    }
    char kind = signal.charAt(0);
    return kind == 'C' || kind == 'S' || !label.flag();
  }

  static Tally tally(List<Answer> answers, String signal) {
    Tally tally = new Tally();
    for (Answer answer : answers) {
      tally.count(expected(answer, signal), isHit(answer, signal));
    }
    return tally;
  }

  static boolean expected(Answer answer, String signal) {
    return switch (signal) {
      case FLAG -> answer.label().flag();
      case URGENT -> answer.label().alert();
      default -> answer.label().signals().contains(signal);
    };
  }

  /** Whether the answer claims the signal and may be held to it. */
  static boolean isHit(Answer answer, String signal) {
    return switch (signal) {
      case FLAG -> answer.flagged();
      // A copy that is a matter for the digest may rightly be found urgent.
      case URGENT -> answer.urgent() && (answer.label().alert() || !answer.label().flag());
      default -> answer.says(signal) && counts(answer, signal);
    };
  }
}
