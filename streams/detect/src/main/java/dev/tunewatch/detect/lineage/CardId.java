package dev.tunewatch.detect.lineage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of releases in a line of Markdown: links, addresses, or {@code owner/name} as it is. */
final class CardId {

  /** What may stand between a cue and the name: marks, and a word like "model" or "[optional]". */
  private static final String MARKS = " \t*_`:<([\"'";

  private static final int MAX_GAP = 24;
  private static final int MAX_IDS = 16;

  private CardId() {}

  /** The name with which the text begins, marks aside; null where it begins otherwise. */
  static @Nullable String leading(String text) {
    int at = 0;
    while (at < text.length() && at < MAX_GAP && MARKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean link = text.lastIndexOf('[', at) >= 0;
    if (link) {
      int close = text.indexOf("](", at);
      int end = close < 0 ? -1 : text.indexOf(')', close);
      if (end >= 0 && close - at < 200) {
        String address = text.substring(close + 2, end);
        if (address.contains(".co/datasets/")) {
          return null;
        }
        String target = HubId.find(address);
        String shown = HubId.find(unmarked(text.substring(at, close)));
        return target != null && target.indexOf('/') > 0 ? target : shown;
      }
    }
    return HubId.find(word(text, at));
  }

  /** All linked or spelt-out names of a line, where there are two or more. */
  static List<String> all(String line) {
    List<String> ids = new ArrayList<>();
    int at = 0;
    while (at < line.length() && ids.size() < MAX_IDS) {
      if (Character.isWhitespace(line.charAt(at)) || MARKS.indexOf(line.charAt(at)) >= 0) {
        at++;
        continue;
      }
      String word = word(line, at);
      String id = HubId.find(word);
      if (id != null && !ids.contains(id)) {
        ids.add(id);
      }
      at += Math.max(1, word.length());
    }
    return ids.size() < 2 ? List.of() : ids;
  }

  private static String word(String text, int from) {
    int end = from;
    while (end < text.length() && !isEnd(text.charAt(end))) {
      end++;
    }
    int last = end;
    while (last > from && ".,;:".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return text.substring(from, last);
  }

  private static boolean isEnd(char c) {
    return c <= ' ' || "*`)]>\"'(|,;<[".indexOf(c) >= 0;
  }

  private static String unmarked(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && MARKS.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && MARKS.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }
}
