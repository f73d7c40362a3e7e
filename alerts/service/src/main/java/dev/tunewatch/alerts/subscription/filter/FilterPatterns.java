package dev.tunewatch.alerts.subscription.filter;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Patterns of {@code matches}: constant, so that a bad one is refused when it is written, and
 * small, since each evaluation makes it anew. They are RE2's, whose time is linear in the text.
 */
final class FilterPatterns {

  private static final int MOST_CHARACTERS = 100;
  private static final int MOST_REPEATED = 100;
  private static final Pattern COUNT = Pattern.compile("\\{[0-9,]*?([0-9]{1,9})\\}");

  private FilterPatterns() {}

  static void check(CelAbstractSyntaxTree tree, CelExpr pattern) {
    String place = FilterProblem.at(tree, pattern);
    if (pattern.getKind() != Kind.CONSTANT
        || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      throw new FilterRejected(place + "the pattern of matches must be a text that stands there");
    }
    String text = pattern.constant().stringValue();
    if (text.length() > MOST_CHARACTERS) {
      throw new FilterRejected(place + "a pattern has at most " + MOST_CHARACTERS + " characters");
    }
    long unfolded = 1;
    Matcher counts = COUNT.matcher(text);
    while (counts.find()) {
      // Taken as if all stood inside each other: too strict for some, and never too late.
      unfolded *= Math.max(1, Long.parseLong(counts.group(1)));
      if (unfolded > MOST_REPEATED) {
        throw new FilterRejected(place + "the repetitions of a pattern unfold to too much");
      }
    }
    try {
      com.google.re2j.Pattern.compile(text);
    } catch (PatternSyntaxException bad) {
      throw new FilterRejected(place + "is no pattern: " + FilterProblem.brief(bad.getMessage()));
    }
  }
}
