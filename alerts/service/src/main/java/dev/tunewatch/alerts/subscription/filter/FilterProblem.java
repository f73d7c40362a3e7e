package dev.tunewatch.alerts.subscription.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What CEL says is wrong, in words for the person who wrote the filter. */
final class FilterProblem {

  private static final int MOST_SHOWN = 120;
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*");
  private static final Pattern RESULT =
      Pattern.compile("expected type 'bool' but found '([^']*)'.*");
  private static final Pattern MISMATCH =
      Pattern.compile("(?:mismatched|extraneous) input '([^']*)' expecting.*");
  private static final Map<String, String> WORDS =
      Map.of(
          "string", "a text",
          "int", "a whole number",
          "double", "a number with a point",
          "bool", "true or false",
          "list(string)", "a list of texts",
          "list(dyn)", "a list",
          "dyn", "anything");

  private FilterProblem() {}

  static FilterRejected of(List<CelIssue> issues) {
    if (issues.isEmpty()) {
      return new FilterRejected("is no expression");
    }
    CelIssue first = issues.get(0);
    return new FilterRejected(at(first.getSourceLocation()) + words(first.getMessage()));
  }

  /** Where an expression stands, to be read in front of what is wrong with it. */
  static String at(CelAbstractSyntaxTree tree, CelExpr expression) {
    Integer offset = tree.getSource().getPositionsMap().get(expression.id());
    return offset == null
        ? ""
        : tree.getSource().getOffsetLocation(offset).map(FilterProblem::at).orElse("");
  }

  static String nearest(String text, Collection<String> known) {
    String shown = text.length() <= 40 ? text : text.substring(0, 40);
    return known.stream().min(Comparator.comparingInt(k -> distance(k, shown))).orElseThrow();
  }

  static String brief(@Nullable String text) {
    String plain = String.valueOf(text).replaceAll("\\p{C}", " ").strip();
    return plain.length() <= MOST_SHOWN ? plain : plain.substring(0, MOST_SHOWN) + "…";
  }

  private static String at(CelSourceLocation location) {
    if (location.getLine() < 1) {
      return "";
    }
    String column = "position " + (location.getColumn() + 1);
    return (location.getLine() == 1 ? column : "line " + location.getLine() + ", " + column) + ": ";
  }

  private static String words(String message) {
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      List<String> names = Variable.ALL.stream().map(Variable::name).toList();
      String name = undeclared.group(1);
      return "there is no '" + brief(name) + "'; the nearest is '" + nearest(name, names) + "'";
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return operator(overload.group(1)) + " does not work on " + types(overload.group(2));
    }
    Matcher result = RESULT.matcher(message);
    if (result.matches()) {
      return "the whole must be true or false, and is " + types(result.group(1));
    }
    Matcher mismatch = MISMATCH.matcher(message);
    if (mismatch.matches()) {
      String found = mismatch.group(1);
      return (found.equals("<EOF>") ? "the end" : "'" + brief(found) + "'") + " was not expected";
    }
    return brief(message);
  }

  private static String operator(String function) {
    return function.startsWith("_") || function.startsWith("@") || function.startsWith("!")
        ? "'" + function.replace("_", "").replace("@", "") + "'"
        : "'" + function + "'";
  }

  /** {@code (string, int)}, or {@code string.(int)} of a method. */
  private static String types(String applied) {
    String plain = applied.replaceAll("\\.\\(", ", ").replaceAll("^\\(|\\)$", "");
    return Arrays.stream(plain.split(", ", -1))
        .filter(type -> !type.isEmpty())
        .map(type -> WORDS.getOrDefault(type, "a " + type))
        .reduce((a, b) -> a + " and " + b)
        .orElse("nothing");
  }

  /** Levenshtein's, case apart. */
  private static int distance(String a, String b) {
    String left = a.toLowerCase(Locale.ROOT);
    String right = b.toLowerCase(Locale.ROOT);
    int[] row = new int[right.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
