package dev.tunewatch.detect.text;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text made comparable: compatibility forms, case, accents of Latin letters, invisible characters
 * and look-alike letters folded away, white space joined. Every folded character knows where it
 * stood, so that evidence quotes the original.
 *
 * <p>A run of white space becomes a space, a line feed if it breaks the line, and {@link
 * #PARAGRAPH} if it leaves a line empty. One pass; the cost is linear in the text.
 */
public final class FoldedText {

  /** Stands for an empty line. */
  public static final char PARAGRAPH = '\u2029';

  /** Longer piles of combining marks are cut, against texts that are nothing else. */
  private static final int MAX_CLUSTER = 16;

  private final String original;
  private final char[] folded;
  private final int[] origin;
  private final int length;

  private FoldedText(String original, char[] folded, int[] origin, int length) {
    this.original = original;
    this.folded = folded;
    this.origin = origin;
    this.length = length;
  }

  /** Folds running text. */
  public static FoldedText of(String original) {
    Folding folding = new Folding(original, false);
    return folding.fold();
  }

  /** Folds an identifier; {@code _}, {@code .}, {@code /} and blanks become {@code -}. */
  public static FoldedText ofName(String original) {
    Folding folding = new Folding(original, true);
    return folding.fold();
  }

  /**
   * A copy in which digits and signs that stand for letters are those letters. Only for strong
   * roots: {@code q4} or {@code s1} would become noise.
   */
  public FoldedText leet() {
    char[] copy = Arrays.copyOf(folded, length);
    for (int i = 0; i < length; i++) {
      copy[i] =
          switch (copy[i]) {
            case '0' -> 'o';
            case '1' -> 'i';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            default -> copy[i];
          };
    }
    return new FoldedText(original, copy, origin, length);
  }

  public int length() {
    return length;
  }

  /** The folded characters, of which {@link #length} count; not to be written to. */
  char[] chars() {
    return folded;
  }

  /** The folded character. */
  public char at(int index) {
    return folded[index];
  }

  public String original() {
    return original;
  }

  /** Where the folded character began in the original; behind the end, the original's length. */
  public int originOf(int index) {
    return index >= length ? original.length() : origin[index];
  }

  /** End in the original of a folded range. */
  public int originEnd(int end) {
    if (end <= 0) {
      return 0;
    }
    int last = origin[end - 1];
    return last + Character.charCount(original.codePointAt(last));
  }

  /** The folded range as a string. */
  public String text(int from, int to) {
    return new String(folded, from, to - from);
  }

  /** The first folded index that stems from {@code offset} of the original or later. */
  public int indexOfOrigin(int offset) {
    int found = Arrays.binarySearch(origin, 0, length, offset);
    if (found < 0) {
      return -found - 1;
    }
    while (found > 0 && origin[found - 1] == offset) {
      found--;
    }
    return found;
  }

  /** Whether a word may begin here: behind a separator, at a change of digit, letter or case. */
  public boolean isBoundary(int index) {
    if (index <= 0 || index >= length) {
      return true;
    }
    char before = folded[index - 1];
    char here = folded[index];
    if (!Character.isLetterOrDigit(before) || !Character.isLetterOrDigit(here)) {
      return true;
    }
    if (Character.isDigit(before) != Character.isDigit(here)) {
      return true;
    }
    return isCamelStep(index);
  }

  private boolean isCamelStep(int index) {
    char rawBefore = original.charAt(origin[index - 1]);
    char raw = original.charAt(origin[index]);
    if (!Character.isUpperCase(raw)) {
      return false;
    }
    if (Character.isLowerCase(rawBefore)) {
      return true;
    }
    return Character.isUpperCase(rawBefore)
        && index + 1 < length
        && Character.isLowerCase(original.charAt(origin[index + 1]));
  }

  @Override
  public String toString() {
    return text(0, length);
  }

  /** What ASCII folds to: itself in lower case, a separator, or 0 where it is left out. */
  private static char[] table(boolean name) {
    char[] table = new char[0x80];
    for (char c = ' ' + 1; c < 0x7F; c++) {
      boolean separates = name && (c == '_' || c == '.' || c == '/');
      table[c] = separates ? '-' : c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    for (char blank : new char[] {' ', '\t', '\n', 0x0B, '\f', '\r'}) {
      table[blank] = name ? '-' : ' ';
    }
    return table;
  }

  /** The state of one folding. */
  private static final class Folding {

    private static final char[] TEXT = table(false);
    private static final char[] NAME = table(true);

    private final String source;
    private final char[] chars;
    private final boolean name;
    private char[] out;
    private int[] from;
    private int size;
    private boolean foreign;

    Folding(String source, boolean name) {
      this.source = source;
      this.chars = source.toCharArray();
      this.name = name;
      this.out = new char[source.length() + 16];
      this.from = new int[source.length() + 16];
    }

    FoldedText fold() {
      int i = 0;
      while (i < chars.length) {
        int behind = plain(i);
        i = behind < chars.length ? cluster(behind) : behind;
      }
      if (foreign) {
        Confusables.mapLatinMajority(out, size);
      }
      return new FoldedText(source, out, from, size);
    }

    /**
     * Folds plain characters, which most text is made of; answers where another one stands. In
     * local variables, because this is the inmost loop of all reading.
     */
    private int plain(int start) {
      char[] text = chars;
      int end = text.length;
      room(end - start);
      char[] to = out;
      int[] origin = from;
      int count = size;
      char[] table = name ? NAME : TEXT;
      int i = start;
      while (i < end) {
        char c = text[i];
        if (c >= 0x80 || (i + 1 < end && text[i + 1] >= 0x300 && isMark(text[i + 1]))) {
          break;
        }
        char folded = table[c];
        if (folded > ' ') {
          to[count] = folded;
          origin[count++] = i;
        } else if (c == ' ' && count > 0 && to[count - 1] > ' ' && to[count - 1] != PARAGRAPH) {
          to[count] = ' ';
          origin[count++] = i;
        } else if (folded == ' ') {
          size = count;
          space(c, i);
          count = size;
        }
        i++;
      }
      size = count;
      return i;
    }

    private void ascii(char c, int at) {
      char folded = (name ? NAME : TEXT)[c];
      if (folded == ' ') {
        space(c, at);
      } else if (folded != 0) {
        add(folded, at);
      }
    }

    private void space(char c, int at) {
      if (name) {
        add('-', at);
        return;
      }
      boolean breaks = c == '\n' || c == '\r';
      char last = size > 0 ? out[size - 1] : PARAGRAPH;
      if (last == ' ') {
        if (breaks) {
          out[size - 1] = '\n';
        }
      } else if (last == '\n') {
        // A carriage return and its line feed are one break.
        if (breaks && !(c == '\n' && at > 0 && chars[at - 1] == '\r')) {
          out[size - 1] = PARAGRAPH;
        }
      } else if (last != PARAGRAPH) {
        add(breaks ? '\n' : ' ', at);
      }
    }

    /** Folds a code point with the marks upon it; answers where the next one begins. */
    private int cluster(int start) {
      int end = start + Character.charCount(source.codePointAt(start));
      while (end < chars.length && end - start < MAX_CLUSTER && isMark(chars[end])) {
        end++;
      }
      if (end == start + 1 && isComposed(chars[start])) {
        composed(chars[start], start);
        return end;
      }
      String composed = Normalizer.normalize(source.substring(start, end), Normalizer.Form.NFKC);
      for (int i = 0; i < composed.length(); i++) {
        composed(composed.charAt(i), start);
      }
      return end;
    }

    private void composed(char c, int at) {
      if (c < 0x80) {
        ascii(c, at);
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        space(c == '\u2028' || c == PARAGRAPH ? '\n' : ' ', at);
      } else if (!isInvisible(c)) {
        letter(c, at);
      }
    }

    /**
     * Whether compatibility composition surely leaves this character alone: most of what is met.
     */
    private static boolean isComposed(char c) {
      return (c >= 0x4E00 && c <= 0x9FFF) // Chinese characters
          || (c >= 0xAC00 && c <= 0xD7A3) // Korean syllables
          || (c >= 0x3041 && c <= 0x3096) // Hiragana
          || (c >= 0x30A1 && c <= 0x30FA) // Katakana
          || (c >= 0x400 && c <= 0x45F) // Cyrillic
          || (c >= 0x2018 && c <= 0x201D) // quotation marks
          || c == 0x2013
          || c == 0x2014 // dashes
          || (c >= 0x2500 && c <= 0x25FF); // frames and blocks
    }

    private void letter(char c, int at) {
      if (c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) {
        c = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
      } else {
        foreign = true;
      }
      char lower = Character.toLowerCase(c);
      add(lower == '\u2019' ? '\'' : lower == '\u2010' || lower == '\u2011' ? '-' : lower, at);
    }

    private void room(int more) {
      if (out.length - size < more) {
        out = Arrays.copyOf(out, Math.max(size + more, size + size / 2 + 16));
        from = Arrays.copyOf(from, out.length);
      }
    }

    private void add(char c, int at) {
      room(1);
      out[size] = c;
      from[size] = at;
      size++;
    }

    private static boolean isMark(char c) {
      if (c < 0x300) {
        return false;
      }
      int type = Character.getType(c);
      return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Zero-width and other format characters, variation selectors, controls, stray marks. */
    private static boolean isInvisible(char c) {
      int type = Character.getType(c);
      return type == Character.FORMAT
          || type == Character.CONTROL
          || (c >= 0xFE00 && c <= 0xFE0F)
          || c == 0x034F
          || c == 0x115F
          || c == 0x3164;
    }
  }
}
