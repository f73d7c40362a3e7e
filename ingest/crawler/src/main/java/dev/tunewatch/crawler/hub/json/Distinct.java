package dev.tunewatch.crawler.hub.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts in the order of their first appearance, each once. Most lists and objects of a record are
 * short: a bit for each hash tells nearly always that a text is new, without a set's nodes; a long
 * list gets a set, so that a hostile one costs no more for each of its texts.
 */
final class Distinct {

  private static final int SHORT = 32;

  /** More than any honest list: what grew beyond it is not kept for the next one. */
  private static final int LONG = 1_024;

  private List<String> texts = new ArrayList<>();
  private Set<String> many = new HashSet<>();
  private long bits;

  /** Adds a text, unless it is there already; whether it was new. */
  boolean add(String text) {
    if (texts.size() >= SHORT) {
      if (many.isEmpty()) {
        many.addAll(texts);
      }
      if (!many.add(text)) {
        return false;
      }
    } else {
      int hash = text.hashCode();
      long bit = 1L << (hash ^ hash >>> 16);
      if ((bits & bit) != 0 && texts.contains(text)) {
        return false;
      }
      bits |= bit;
    }
    texts.add(text);
    return true;
  }

  int size() {
    return texts.size();
  }

  /** What was added, as it stands now. */
  List<String> toList() {
    return List.copyOf(texts);
  }

  /** As new; clearing a large set costs as much as it is large, however little is in it. */
  void clear() {
    if (texts.size() > LONG) {
      texts = new ArrayList<>();
      many = new HashSet<>();
    } else {
      texts.clear();
      many.clear();
    }
    bits = 0;
  }
}
