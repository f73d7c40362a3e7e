package dev.tunewatch.detect.lineage;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers of a recipe, which may run over the layers or differ by the kind of layer. */
final class Weights {

  private static final int MAX_VALUES = 256;
  private static final int MAX_DEPTH = 4;

  private Weights() {}

  /** The mean of what stands there; 1 where no number does. */
  static double mean(@Nullable Object value) {
    double[] sumAndCount = new double[3];
    add(value, sumAndCount, 0);
    return sumAndCount[1] == 0 ? 1 : sumAndCount[0] / sumAndCount[1];
  }

  private static void add(@Nullable Object value, double[] to, int depth) {
    // What is looked at counts, not only what is a number: words are as dear.
    if (depth > MAX_DEPTH || to[2]++ >= MAX_VALUES) {
      return;
    }
    if (value instanceof Collection<?> list) {
      for (Object item : list) {
        if (to[2] >= MAX_VALUES) {
          return;
        }
        add(item, to, depth + 1);
      }
    } else if (value instanceof Map<?, ?> map) {
      add(map.get("value"), to, depth + 1);
    } else if (value instanceof String text && text.length() <= 24) {
      try {
        double number = Double.parseDouble(text);
        if (Math.abs(number) < 1e6) {
          to[0] += number;
          to[1]++;
        }
      } catch (NumberFormatException word) {
        // A word stands where a number should; it weighs nothing.
      }
    }
  }
}
