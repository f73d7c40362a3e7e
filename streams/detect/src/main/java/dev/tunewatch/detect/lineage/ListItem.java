package dev.tunewatch.detect.lineage;

/** An item of a Markdown list. */
final class ListItem {

  private ListItem() {}

  /** Whether the stripped line is one. */
  static boolean is(String line) {
    return mark(line) > 0;
  }

  /** What stands behind the mark. */
  static String text(String line) {
    return line.substring(mark(line));
  }

  private static int mark(String line) {
    if (line.length() > 1 && "-*+•".indexOf(line.charAt(0)) >= 0 && line.charAt(1) == ' ') {
      return 2;
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
