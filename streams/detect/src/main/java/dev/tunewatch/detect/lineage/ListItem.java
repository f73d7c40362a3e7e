package dev.tunewatch.detect.lineage;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An item of a list in Markdown, also of one that is drawn with dashes or is a name a line. */
final class ListItem {

  /** An item that says so lists copies, or what was left out. */
  private static final Set<String> NOT_MERGED =
      Set.of(
          "gguf",
          "ggml",
          "gptq",
          "exl2",
          "awq",
          "quants",
          "quant",
          "quantized",
          "quantizations",
          "imatrix",
          "leaderboard",
          "benchmark",
          "tokenizer",
          "template",
          "without",
          "removed",
          "replaced",
          "not",
          "no",
          "subtracted",
          "minus",
          "negative");

  /** A name and hardly more. */
  private static final int MAX_WORDS = 4;

  /** What stands behind it describes the model and not the merge. */
  private static final int MAX_LOOK = 120;

  private ListItem() {}

  /** What stands behind the mark of an item; null where the stripped line is none. */
  static @Nullable String text(String line) {
    int mark = mark(line);
    if (mark > 0) {
      return line.substring(mark);
    }
    return CardId.leading(line) != null && words(line) <= MAX_WORDS ? line : null;
  }

  /** Whether the item may name what was merged. */
  static boolean mayBeMerged(String item) {
    int at = 0;
    int length = Math.min(item.length(), MAX_LOOK);
    while (at < length) {
      int end = at;
      while (end < item.length() && Character.isLetterOrDigit(item.charAt(end))) {
        end++;
      }
      boolean partOfName = at > 0 && "/-_.".indexOf(item.charAt(at - 1)) >= 0;
      boolean goesOn = end < item.length() && "/-_.".indexOf(item.charAt(end)) >= 0;
      if (end > at && !partOfName && !goesOn) {
        if (NOT_MERGED.contains(item.substring(at, end).toLowerCase(Locale.ROOT))) {
          return false;
        }
      }
      at = Math.max(end, at + 1);
    }
    return true;
  }

  /** {@code owner/name} of a model, and not {@code 33b/65b} or {@code rewards/chosen}. */
  static boolean isSpelt(String id) {
    int slash = id.indexOf('/');
    int digits = 0;
    while (digits < slash && Character.isDigit(id.charAt(digits))) {
      digits++;
    }
    boolean size = digits > 0 && digits >= slash - 1;
    boolean marked = false;
    for (int i = slash + 1; i < id.length(); i++) {
      char c = id.charAt(i);
      marked |= Character.isDigit(c) || Character.isUpperCase(c) || c == '-' || c == '_';
    }
    return !size && marked;
  }

  private static int words(String line) {
    int words = 0;
    boolean within = false;
    for (int i = 0; i < line.length(); i++) {
      boolean blank = line.charAt(i) <= ' ';
      words += !blank && !within ? 1 : 0;
      within = !blank;
    }
    return words;
  }

  private static int mark(String line) {
    if (line.length() > 1 && "-*+•".indexOf(line.charAt(0)) >= 0 && line.charAt(1) == ' ') {
      return 2;
    }
    int dashes = 0;
    while (dashes < line.length() && line.charAt(dashes) == '-') {
      dashes++;
    }
    if (dashes > 1 && dashes < line.length() && line.charAt(dashes) != ' ') {
      return dashes;
    }
    int digits = 0;
    while (digits < line.length() && digits < 3 && Character.isDigit(line.charAt(digits))) {
      digits++;
    }
    return digits > 0 && (line.startsWith(". ", digits) || line.startsWith(") ", digits))
        ? digits + 2
        : 0;
  }
}
