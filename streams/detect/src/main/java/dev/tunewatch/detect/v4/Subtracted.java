package dev.tunewatch.detect.v4;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Models that a merge recipe takes with a negative weight. To subtract a model is to unlearn it, so
 * nothing is inherited. Read line by line: the weight belongs to the last model named before it.
 */
final class Subtracted {

  private static final String MODEL = "model:";
  private static final String WEIGHT = "weight:";

  private Subtracted() {}

  /** Their names in lower case. */
  static Set<String> in(String recipe) {
    Set<String> subtracted = new HashSet<>();
    String model = "";
    for (String line : recipe.lines().limit(4_000).toList()) {
      int named = line.indexOf(MODEL);
      if (named >= 0) {
        model = value(line, named + MODEL.length());
      }
      int weight = line.indexOf(WEIGHT);
      if (weight >= 0 && isNegative(line, weight + WEIGHT.length())) {
        subtracted.add(model);
      }
    }
    return subtracted;
  }

  private static boolean isNegative(String line, int from) {
    String value = value(line, from);
    return value.length() > 1
        && value.charAt(0) == '-'
        && (Character.isDigit(value.charAt(1)) || value.charAt(1) == '.');
  }

  private static String value(String line, int from) {
    int start = from;
    while (start < line.length() && " \"'[".indexOf(line.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < line.length() && " \"',}]#".indexOf(line.charAt(end)) < 0) {
      end++;
    }
    return line.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
