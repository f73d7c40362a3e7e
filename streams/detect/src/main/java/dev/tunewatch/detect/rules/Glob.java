package dev.tunewatch.detect.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name in which {@code *} stands for anything, compared without case. The pieces between the
 * stars are looked for from left to right, each at its first place, which is enough; nothing is
 * tried twice.
 */
final class Glob {

  private final String[] pieces;

  Glob(String glob) {
    List<String> pieces = new ArrayList<>();
    String rest = glob.toLowerCase(Locale.ROOT);
    int star = rest.indexOf('*');
    while (star >= 0) {
      pieces.add(rest.substring(0, star));
      rest = rest.substring(star + 1);
      star = rest.indexOf('*');
    }
    pieces.add(rest);
    this.pieces = pieces.toArray(new String[0]);
  }

  /**
   * Whether a name is of this form.
   *
   * @param name in lower case
   */
  boolean matches(String name) {
    String first = pieces[0];
    if (pieces.length == 1) {
      return name.equals(first);
    }
    String last = pieces[pieces.length - 1];
    if (name.length() < first.length() + last.length()
        || !name.startsWith(first)
        || !name.endsWith(last)) {
      return false;
    }
    int at = first.length();
    int end = name.length() - last.length();
    for (int p = 1; p < pieces.length - 1; p++) {
      String piece = pieces[p];
      int found = name.indexOf(piece, at);
      if (found < 0 || found + piece.length() > end) {
        return false;
      }
      at = found + piece.length();
    }
    return true;
  }
}
