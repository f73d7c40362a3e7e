package dev.tunewatch.detect.lineage;

import dev.tunewatch.detect.name.FormatWords;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a name, to compare a copy with its original.
 *
 * @param words lower case, packaging at the end left out
 */
record Names(Set<String> words) {

  /** Words with which packagers sign, and spellings of nothing. */
  private static final Set<String> NEUTRAL =
      Set.of("unsloth", "quant", "quants", "repack", "repackaged", "latest", "ds", "svdq", "v1");

  static Names of(String id) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : FormatWords.strip(id).split("-", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return new Names(words);
  }

  /** Whether this name says no more than that of the original. */
  boolean addsNothingTo(Names original) {
    for (String word : words) {
      boolean told = isSize(word) && original.size() == null;
      if (!original.words.contains(word)
          && !NEUTRAL.contains(word)
          && !FormatWords.isFormat(word)
          && !told) {
        return false;
      }
    }
    return true;
  }

  /** The size that the name tells, for example {@code 7b}; null where it tells none. */
  @Nullable String size() {
    return words.stream().filter(Names::isSize).findFirst().orElse(null);
  }

  private static boolean isSize(String word) {
    int last = word.length() - 1;
    return last > 0
        && last < 4
        && (word.charAt(last) == 'b' || word.charAt(last) == 'm')
        && word.chars().limit(last).allMatch(Character::isDigit);
  }
}
