package dev.tunewatch.detect.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds every occurrence of every term in one pass: the automaton of Aho and Corasick (1975) with
 * all its failure transitions worked out beforehand, so that each character costs one table look-up
 * whatever the number of terms. Terms are folded like the text; any white space equals any other.
 */
public final class TermScanner {

  /** Receives occurrences. */
  @FunctionalInterface
  public interface Sink {
    /**
     * One occurrence.
     *
     * @param term index in the list of terms
     * @param start folded index of its first character
     * @param end folded index behind its last
     */
    void found(int term, int start, int end);
  }

  private final char[] classOf = new char[0x10000];
  private final int classes;
  private final int[] next;
  private final int[][] ending;
  private final int[] lengths;

  /** Compiles terms that {@link FoldedText} has folded. */
  public TermScanner(List<FoldedText> terms) {
    int known = 1;
    int capacity = 1;
    lengths = new int[terms.size()];
    for (FoldedText term : terms) {
      capacity += term.length();
      for (int i = 0; i < term.length(); i++) {
        char c = term.at(i);
        if (classOf[c] == 0) {
          classOf[c] = (char) known++;
        }
      }
    }
    classOf['\n'] = classOf[' '];
    classOf[FoldedText.PARAGRAPH] = classOf[' '];
    classes = known;
    next = new int[capacity * classes];
    List<List<Integer>> ends = new ArrayList<>();
    ends.add(new ArrayList<>());
    // All terms at once, letter by letter: the states near the root, where nearly every text stays,
    // then lie side by side and in the processor's cache.
    int[] states = new int[terms.size()];
    int longest = terms.stream().mapToInt(FoldedText::length).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (int t = 0; t < states.length; t++) {
        FoldedText term = terms.get(t);
        if (i < term.length()) {
          int slot = states[t] * classes + classOf[term.at(i)];
          if (next[slot] == 0) {
            next[slot] = ends.size();
            ends.add(new ArrayList<>());
          }
          states[t] = next[slot];
        }
      }
    }
    for (int t = 0; t < states.length; t++) {
      lengths[t] = terms.get(t).length();
      ends.get(states[t]).add(t);
    }
    ending = link(ends);
    toRows();
  }

  /**
   * Reports all occurrences in the order of their ends.
   *
   * @return steps taken, one for each character and one for each occurrence
   */
  public long scan(FoldedText text, Sink sink) {
    char[] chars = text.chars();
    int length = text.length();
    long steps = length;
    int row = 0;
    for (int i = 0; i < length; i++) {
      row = next[row + classOf[chars[i]]];
      if (row < 0) {
        row = ~row;
        for (int term : ending[row / classes]) {
          sink.found(term, i + 1 - lengths[term], i + 1);
          steps++;
        }
      }
    }
    return steps;
  }

  /** Transitions name the row where the next state begins, inverted where terms end there. */
  private void toRows() {
    for (int slot = 0; slot < next.length; slot++) {
      int row = next[slot] * classes;
      next[slot] = ending[next[slot]].length == 0 ? row : ~row;
    }
  }

  /** Breadth first: a state's failure state is shorter, so it is finished before. */
  private int[][] link(List<List<Integer>> ends) {
    int[] failure = new int[ends.size()];
    int[][] out = new int[ends.size()][];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    out[0] = new int[0];
    for (int c = 1; c < classes; c++) {
      if (next[c] != 0) {
        queue.add(next[c]);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.poll();
      int[] shorter = out[failure[state]];
      int[] own = ends.get(state).stream().mapToInt(Integer::intValue).toArray();
      out[state] = Arrays.copyOf(own, own.length + shorter.length);
      System.arraycopy(shorter, 0, out[state], own.length, shorter.length);
      for (int c = 1; c < classes; c++) {
        int slot = state * classes + c;
        int fallback = next[failure[state] * classes + c];
        if (next[slot] == 0) {
          next[slot] = fallback;
        } else {
          failure[next[slot]] = fallback;
          queue.add(next[slot]);
        }
      }
    }
    return out;
  }
}
