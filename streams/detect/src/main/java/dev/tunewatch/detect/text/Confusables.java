package dev.tunewatch.detect.text;

/**
 * Letters that look like Latin ones (after Unicode TR 39, lower case only, the text is folded
 * before). They are mapped only within words that are Latin for the most part, so that Russian and
 * Greek stay themselves.
 */
final class Confusables {

  /** Pairs: what it is, what it looks like. */
  private static final String CYRILLIC = "аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwкkмmнhтtвbгr";

  private static final String GREEK = "οoαaνvεeρpυuιiτtκkχxωwγy";
  private static final String PHONETIC = "ᴀaʙbᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzɑaɡg";

  private static final char[] MAP = new char[0x10000];

  static {
    String pairs = CYRILLIC + GREEK + PHONETIC;
    for (int i = 0; i < pairs.length(); i += 2) {
      MAP[pairs.charAt(i)] = pairs.charAt(i + 1);
    }
  }

  private Confusables() {}

  /** Maps in place, word by word. */
  static void mapLatinMajority(char[] text, int size) {
    int i = 0;
    while (i < size) {
      int end = i;
      int latin = 0;
      int other = 0;
      int alike = 0;
      while (end < size && Character.isLetterOrDigit(text[end])) {
        char c = text[end++];
        alike += MAP[c] != 0 ? 1 : 0;
        if (isLatin(c)) {
          latin++;
        } else if (!Character.isDigit(c)) {
          other++;
        }
      }
      if (alike > 0 && latin >= other) {
        for (int k = i; k < end; k++) {
          if (MAP[text[k]] != 0) {
            text[k] = MAP[text[k]];
          }
        }
      }
      i = Math.max(end, i + 1);
    }
  }

  private static boolean isLatin(char c) {
    return Character.isLetter(c)
        && (c < 0x2B0 || (c >= 0x1D00 && c < 0x1D80) || (c >= 0x1E00 && c < 0x1F00) || c == 'ꜱ');
  }
}
