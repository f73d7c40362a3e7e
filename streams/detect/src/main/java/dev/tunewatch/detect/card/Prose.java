package dev.tunewatch.detect.card;

import dev.tunewatch.detect.text.FoldedText;
import java.util.ArrayList;
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

  /** How lines of prompt templates begin; what stands in them is said to a model. */
  private static final List<String> PROMPT_LINES =
      List.of(
          "<|",
          "[inst]",
          "<s>",
          "{{",
          "system:",
          "user:",
          "assistant:",
          "human:",
          "gpt:",
          "### i",
          "### r",
          "### s",
          "### h",
          "### a",
          "### u",
          "<<sys",
          "system prompt:",
          "\"role\"");

  private final FoldedText text;
  private final List<Sentence> sentences = new ArrayList<>();
  private final BitSet hidden = new BitSet();
  private final List<Word> words = new ArrayList<>();
  private Sentence.Place place = Sentence.Place.PROSE;

  private Prose(FoldedText text) {
    this.text = text;
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
      char mark = fenceMark(start, end);
      if (fence != 0) {
        hidden.set(line, end);
        fence = mark == fence ? 0 : fence;
      } else if (comment) {
        comment = find("-->", start, end, end - start) < 0;
      } else if (mark != 0) {
        finish();
        fence = mark;
      } else if (startsWith("<!--", start, end)) {
        finish();
        comment = find("-->", start, end, end - start) < 0;
      } else if (bars >= TABLE_BARS || isPrompt(start, end)) {
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
    } else if (isItem(at, end)) {
      opens = Sentence.Place.ITEM;
    } else if (opens == null && startsWith("**", at, end) && endsBold(at, end)) {
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
        int close = find(")", i, end, MAX_TARGET);
        i = close < 0 ? i + 2 : close + 1;
      } else if (c == '`') {
        int close = find("`", i + 1, end, MAX_TAG);
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
      } else if (c == ':' && startsWith("://", i, end)) {
        id = true;
        while (i < end && text.at(i) != ' ' && text.at(i) != ')' && text.at(i) != '>') {
          i++;
        }
      } else {
        break;
      }
    }
    if (words.size() == Sentence.MAX_WORDS) {
      finish();
    }
    words.add(new Word(id ? Word.ID : text.text(start, i), start, i));
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
    int close = find(">", start, end, MAX_TAG);
    if (close < 0) {
      return start + 1;
    }
    for (String block : List.of("<br", "<p", "</p", "<li", "<h", "</h", "<div", "</div", "<td")) {
      if (startsWith(block, start, end)) {
        finish();
        break;
      }
    }
    return close + 1;
  }

  private void finish() {
    if (!words.isEmpty()) {
      sentences.add(new Sentence(place, words));
      words.clear();
    }
    if (place != Sentence.Place.QUOTE) {
      place = Sentence.Place.PROSE;
    }
  }

  private boolean isItem(int at, int end) {
    if (at + 1 < end && text.at(at + 1) == ' ') {
      char c = text.at(at);
      return c == '-' || c == '*' || c == '+' || c == '•';
    }
    int digits = at;
    while (digits < end && digits - at < 3 && Character.isDigit(text.at(digits))) {
      digits++;
    }
    return digits > at && startsWith(". ", digits, end);
  }

  private boolean endsBold(int from, int end) {
    int last = end - 1;
    while (last > from && (text.at(last) == ' ' || text.at(last) == ':')) {
      last--;
    }
    return last > from + 2 && text.at(last) == '*' && text.at(last - 1) == '*';
  }

  private char fenceMark(int start, int end) {
    return startsWith("```", start, end) ? '`' : startsWith("~~~", start, end) ? '~' : 0;
  }

  private boolean isPrompt(int start, int end) {
    for (String prompt : PROMPT_LINES) {
      if (startsWith(prompt, start, end)) {
        return prompt.charAt(0) != '#' || isPromptHeading(start, end);
      }
    }
    return false;
  }

  private boolean isPromptHeading(int start, int end) {
    for (String role : List.of("instruction", "response", "system", "human", "assistant", "user")) {
      if (startsWith(role, start + 4, end) && end - start < 24) {
        return true;
      }
    }
    return false;
  }

  private boolean startsWith(String what, int at, int end) {
    if (end - at < what.length()) {
      return false;
    }
    for (int i = 0; i < what.length(); i++) {
      if (text.at(at + i) != what.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int find(String what, int from, int end, int within) {
    int last = Math.min(end, from + within);
    for (int i = from; i < last; i++) {
      if (startsWith(what, i, end)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == FoldedText.PARAGRAPH;
  }

  private static boolean isWordChar(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean isFullStop(char c) {
    return c == '.' || c == '!' || c == '?' || c == ';' || c == '。' || c == '！' || c == '？';
  }
}
