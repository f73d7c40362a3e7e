package dev.tunewatch.assessments;

import java.util.function.Function;

/** Reading the names of closed sets; what is unknown is refused and not quoted. */
final class WireNames {

  private WireNames() {}

  static <E extends Enum<E>> E find(E[] values, Function<E, String> name, String wanted) {
    for (E value : values) {
      if (name.apply(value).equals(wanted)) {
        return value;
      }
    }
    throw new IllegalArgumentException("no such word");
  }
}
