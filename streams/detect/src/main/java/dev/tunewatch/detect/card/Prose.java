package dev.tunewatch.detect.card;

import dev.tunewatch.detect.text.FoldedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Takes the sentences out of a card's body. Left out: fenced code, comments, table rows, link
 * targets, HTML tags, inline code, prompt templates. One pass over the folded text; every look
 * ahead is bounded.
 */
final class Prose {

  /** A row of a table has at least this many bars. */
  private static final int TABLE_BARS = 3;

  private static final int MAX_TAG = 400;
  private static final int MAX_TARGET = 1_000;
  private static final int MAX_SENTENCES = 4_000;

  /** Tags that end a sentence. */
  private static final String[] BLOCKS = {
    "<br", "<p", "</p", "<li", "<h", "</h", "<div", "</div", "<td"
  };

  private final FoldedText text;
  private final LineMarks marks;
  private final List<Sentence> sentences = new ArrayList<>();
  private final BitSet hidden = new BitSet();
  private final int[] spans = new int[2 * Sentence.MAX_WORDS];
  private int size;
  private Sentence.Place place = Sentence.Place.PROSE;

  private Prose(FoldedText text) {
    this.text = text;
    this.marks = new LineMarks(text);
  }

  /** Reads the body from {@code from} on. */
  static Prose read(FoldedText text, int from) {
    Prose prose = new Prose(text);
    prose.lines(from);
    return prose;
  }

  List<Sentence> sentences() {
    return sentences;
  }

  /** Folded offsets that are code or comment, where a tool's head line proves nothing. */
  BitSet hidden() {
    return hidden;
  }

  private void lines(int from) {
    int line = from;
    char fence = 0;
    boolean comment = false;
    while (line < text.length() && sentences.size() < MAX_SENTENCES) {
      int end = line;
      int bars = 0;
      while (end < text.length() && !isBreak(text.at(end))) {
        bars += text.at(end) == '|' ? 1 : 0;
        end++;
      }
      int start = line;
      while (start < end && text.at(start) == ' ') {
        start++;
      }
      char mark = marks.fenceMark(start, end);
      if (fence != 0) {
        hidden.set(line, end);
        fence = mark == fence ? 0 : fence;
      } else if (comment) {
        comment = marks.find("-->", start, end, end - start) < 0;
      } else if (mark != 0) {
        finish();
        fence = mark;
      } else if (marks.startsWith("<!--", start, end)) {
        finish();
        comment = marks.find("-->", start, end, end - start) < 0;
      } else if (bars >= TABLE_BARS || marks.isPrompt(start, end)) {
        finish();
      } else {
        line(start, end);
      }
      if (end < text.length() && text.at(end) == FoldedText.PARAGRAPH) {
        finish();
      }
      line = end + 1;
    }
    finish();
  }

  private void line(int start, int end) {
    int at = start;
    Sentence.Place opens = null;
    while (at < end && text.at(at) == '>') {
      opens = Sentence.Place.QUOTE;
      at = at + 1 < end && text.at(at + 1) == ' ' ? at + 2 : at + 1;
    }
    if (at < end && text.at(at) == '#') {
      opens = Sentence.Place.HEADING;
    } else if (marks.isItem(at, end)) {
      opens = Sentence.Place.ITEM;
    } else if (opens == null && marks.startsWith("**", at, end) && marks.endsBold(at, end)) {
      opens = Sentence.Place.HEADING;
    }
    if (opens != null || place == Sentence.Place.HEADING) {
      finish();
      place = opens == null ? Sentence.Place.PROSE : opens;
    }
    words(at, end);
    if (place == Sentence.Place.HEADING) {
      finish();
    }
  }

  private void words(int from, int end) {
    int i = from;
    while (i < end) {
      char c = text.at(i);
      if (c != '_' && isWordChar(c)) {
        i = word(i, end);
      } else if (c == '<') {
        i = tag(i, end);
      } else if (c == ']' && i + 1 < end && text.at(i + 1) == '(') {
        int close = marks.find(")", i, end, MAX_TARGET);
        i = close < 0 ? i + 2 : close + 1;
      } else if (c == '`') {
        int close = marks.find("`", i + 1, end, MAX_TAG);
        i = close < 0 ? i + 1 : close + 1;
      } else {
        if (isFullStop(c) && (i + 1 >= end || !isWordChar(text.at(i + 1)) || c > 0x80)) {
          finish();
        }
        i++;
      }
    }
  }

  /** Reads one word; a path or an address becomes {@link Word#ID}. */
  private int word(int start, int end) {
    int i = start;
    boolean id = false;
    while (i < end) {
      char c = text.at(i);
      if (c != '_' && isWordChar(c)) {
        i++;
      } else if (c == '_' && i + 1 < end && text.at(i + 1) != '_' && isWordChar(text.at(i + 1))) {
        i++;
      } else if ((c == '-' || c == '\'' || c == '.') && i + 1 < end && isWordChar(text.at(i + 1))) {
        if (c == '.' && !(Character.isDigit(text.at(i - 1)) && Character.isDigit(text.at(i + 1)))) {
          if (!id) {
            break;
          }
        }
        i++;
      } else if (c == '/'
          && i + 1 < end
          && isWordChar(text.at(i + 1))
          && looksLikeId(start, i, end)) {
        id = true;
        i++;
      } else if (c == ':' && marks.startsWith("://", i, end)) {
        id = true;
        while (i < end && text.at(i) != ' ' && text.at(i) != ')' && text.at(i) != '>') {
          i++;
        }
      } else {
        break;
      }
    }
    if (size == spans.length) {
      finish();
    }
    spans[size++] = id ? ~start : start;
    spans[size++] = i;
    return i;
  }

  /** {@code owner/name} and not {@code uncensored/unfiltered}: one side has a digit or a hyphen. */
  private boolean looksLikeId(int start, int slash, int end) {
    if (Character.isDigit(text.at(slash + 1)) && isNumber(start, slash)) {
      return false;
    }
    for (int i = start; i < slash; i++) {
      if (text.at(i) == '-' || text.at(i) == '_' || Character.isDigit(text.at(i))) {
        return true;
      }
    }
    for (int i = slash + 1; i < end && i < slash + 100; i++) {
      char c = text.at(i);
      if (c == '-' || c == '_' || Character.isDigit(c)) {
        return true;
      }
      if (!isWordChar(c)) {
        return false;
      }
    }
    return false;
  }

  /** Parts of a whole, {@code 80/20}, and dates are no names. */
  private boolean isNumber(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isDigit(text.at(i))) {
        return false;
      }
    }
    return true;
  }

  private int tag(int start, int end) {
    int close = marks.find(">", start, end, MAX_TAG);
    if (close < 0) {
      return start + 1;
    }
    for (String block : BLOCKS) {
      if (marks.startsWith(block, start, end)) {
        finish();
        break;
      }
    }
    return close + 1;
  }

  private void finish() {
    if (size > 0) {
      sentences.add(new Sentence(place, text, Arrays.copyOf(spans, size)));
      size = 0;
    }
    if (place != Sentence.Place.QUOTE) {
      place = Sentence.Place.PROSE;
    }
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == FoldedText.PARAGRAPH;
  }

  private static boolean isWordChar(char c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    return Character.isLetterOrDigit(c);
  }

  private static boolean isFullStop(char c) {
    return c == '.' || c == '!' || c == '?' || c == ';' || c == '。' || c == '！' || c == '？';
  }
}
