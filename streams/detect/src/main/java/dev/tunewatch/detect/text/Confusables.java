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

  /** Maps in place, word by word; only words that hold a look-alike are looked at. */
  static void mapLatinMajority(char[] text, int size) {
    for (int i = 0; i < size; i++) {
      if (MAP[text[i]] != 0) {
        int start = i;
        while (start > 0 && Character.isLetterOrDigit(text[start - 1])) {
          start--;
        }
        i = word(text, start, size);
      }
    }
  }

  /** Maps one word; answers where it ends. */
  private static int word(char[] text, int start, int size) {
    int end = start;
    int latin = 0;
    int other = 0;
    while (end < size && Character.isLetterOrDigit(text[end])) {
      char c = text[end++];
      if (isLatin(c)) {
        latin++;
      } else if (!Character.isDigit(c)) {
        other++;
      }
    }
    if (latin >= other) {
      for (int k = start; k < end; k++) {
        if (MAP[text[k]] != 0) {
          text[k] = MAP[text[k]];
        }
      }
    }
    return end;
  }

  private static boolean isLatin(char c) {
    return Character.isLetter(c)
        && (c < 0x2B0 || (c >= 0x1D00 && c < 0x1D80) || (c >= 0x1E00 && c < 0x1F00) || c == 'ꜱ');
  }
}
