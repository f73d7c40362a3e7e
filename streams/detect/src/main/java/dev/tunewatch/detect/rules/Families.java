package dev.tunewatch.detect.rules;

import dev.tunewatch.detect.text.FoldedText;
import dev.tunewatch.detect.text.TermScanner;
import java.util.List;

/**
 * Whether a name speaks of a language model at all: it tells a size, such as {@code 8b}, or a
 * family whose models refuse.
 */
final class Families {

  private static final TermScanner WORDS =
      new TermScanner(
          List.of(
                  "llama",
                  "qwen",
                  "mistral",
                  "mixtral",
                  "gemma",
                  "phi",
                  "falcon",
                  "vicuna",
                  "deepseek",
                  "glm",
                  "olmo",
                  "nemotron",
                  "granite",
                  "ministral",
                  "gpt-oss",
                  "command-r",
                  "yi",
                  "internlm",
                  "exaone",
                  "minimax",
                  "kimi")
              .stream()
              .map(FoldedText::ofName)
              .toList());

  private Families() {}

  static boolean tellsModel(FoldedText name) {
    return tellsSize(name) || tellsFamily(name);
  }

  private static boolean tellsSize(FoldedText name) {
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

  private static boolean tellsFamily(FoldedText name) {
    boolean[] found = new boolean[1];
    WORDS.scan(
        name, (term, start, end) -> found[0] |= name.isBoundary(start) && name.isBoundary(end));
    return found[0];
  }
}
