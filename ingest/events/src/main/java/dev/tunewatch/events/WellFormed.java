package dev.tunewatch.events;

/**
 * Text that every reader downstream can take. A card cut in the middle of an emoji, or a hub's
 * {@code "\\ud83d"}, holds an unpaired surrogate, which has no UTF-8 form and makes the JSON writer
 * throw; NUL is what PostgreSQL refuses in text and JSON. Each is replaced by U+FFFD, one for one,
 * so that offsets into the text still hold.
 */
final class WellFormed {

  private static final char REPLACEMENT = '\uFFFD';

  private WellFormed() {}

  /** Whether no surrogate stands alone. */
  static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isAlone(text, i)) {
        return false;
      }
    }
    return true;
  }

  /** The same text, with a replacement for each character that cannot travel. */
  static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isSuspect(text.charAt(i))) {
        return replaced(text);
      }
    }
    return text;
  }

  /** NUL, a surrogate or what lies above; one comparison, because all that is published passes. */
  private static boolean isSuspect(char c) {
    return (char) (c - 1) >= Character.MIN_SURROGATE - 1;
  }

  private static String replaced(String text) {
    char[] chars = text.toCharArray();
    boolean same = true;
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] == 0 || isAlone(text, i)) {
        chars[i] = REPLACEMENT;
        same = false;
      }
    }
    return same ? text : new String(chars);
  }

  private static boolean isAlone(String text, int at) {
    char c = text.charAt(at);
    if (!Character.isSurrogate(c)) {
      return false;
    }
    return Character.isHighSurrogate(c)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }
}
