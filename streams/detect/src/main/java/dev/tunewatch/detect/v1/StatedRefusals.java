package dev.tunewatch.detect.v1;

import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.detect.rules.Match;
import java.util.Optional;

/**
 * How many of the prompts of a test the model refuses, as removal tools write it into their table:
 * {@code | Refusals | 5/100 |}. The first figure behind the word is this model's.
 *
 * @param refused of {@code asked}
 */
record StatedRefusals(int refused, int asked, Evidence evidence) {

  private static final int MOST_BETWEEN = 12;

  /** Reads what stands behind the word, if it is such a figure. */
  static Optional<StatedRefusals> after(Match word, String card) {
    if (word.start() == null || word.end() == null || isOther(card, word.start())) {
      return Optional.empty();
    }
    int from = word.end();
    int at = from;
    while (at < card.length() && at - from < MOST_BETWEEN && !isWord(card.charAt(at))) {
      at++;
    }
    int slash = digits(card, at, 3);
    int over = blank(card, slash);
    if (slash == at || over >= card.length() || card.charAt(over) != '/') {
      return Optional.empty();
    }
    int second = blank(card, over + 1);
    int end = digits(card, second, 4);
    if (end - second < 2) {
      return Optional.empty();
    }
    int refused = Integer.parseInt(card.substring(at, slash));
    int asked = Integer.parseInt(card.substring(second, end));
    String quote = card.substring(word.start(), end);
    Evidence evidence =
        new Evidence(word.field(), quote, word.start(), end, "v1.card.refusals-stated/1");
    return Optional.of(new StatedRefusals(refused, asked, evidence));
  }

  /** Whether most of what it was asked it answered. */
  boolean fewerThanHalf() {
    return 2 * refused < asked;
  }

  /** {@code over-refusals} are counted by makers of safe models. */
  private static boolean isOther(String card, int start) {
    return start > 0 && (isWord(card.charAt(start - 1)) || card.charAt(start - 1) == '-');
  }

  private static int digits(String card, int from, int most) {
    int i = from;
    while (i < card.length() && i - from < most && card.charAt(i) >= '0' && card.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static int blank(String card, int from) {
    int i = from;
    while (i < card.length() && i - from < 3 && card.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
