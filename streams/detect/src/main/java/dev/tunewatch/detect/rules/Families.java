package dev.tunewatch.detect.rules;

import dev.tunewatch.detect.text.FoldedText;

/** Whether a name speaks of a language model at all: it tells a size, such as {@code 8b}. */
final class Families {

  private Families() {}

  static boolean tellsModel(FoldedText name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.at(i) == 'b' || name.at(i) == 'm') {
        boolean ends = i + 1 == name.length() || !Character.isLetterOrDigit(name.at(i + 1));
        if (ends && i > 0 && Character.isDigit(name.at(i - 1))) {
          return true;
        }
      }
    }
    return false;
  }
}
