package dev.tunewatch.detect.rules;

import dev.tunewatch.detect.card.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pattern over the words of a sentence, without backtracking: all places where the pattern may
 * stand are followed at once as bits of one number (Thompson 1968), so the cost is words times
 * elements.
 *
 * <pre>
 * this|the ..2 model      alternatives, then at most two words of any kind
 * uncensor*               a word that begins so; the rest is letters only
 * #                       a number, also {@code 8x} or {@code 10k}
 * {@literal @}negation            one of the words listed under that name in the book
 * really?                 may be missing
 * ^ $                     begin and end of the sentence
 * </pre>
 */
public final class WordPattern {

  private static final int MAX_ELEMENTS = 60;

  private static final String NUMBER = "#";

  private record Element(Set<String> words, List<String> prefixes, boolean any, boolean optional) {

    boolean accepts(String word) {
      if (any || words.contains(word)) {
        return true;
      }
      if (words.contains(NUMBER) && isNumber(word)) {
        return true;
      }
      for (String prefix : prefixes) {
        if (word.startsWith(prefix) && lettersFrom(word, prefix.length())) {
          return true;
        }
      }
      return false;
    }

    private static boolean isNumber(String word) {
      int last = word.length() - 1;
      for (int i = 0; i <= last; i++) {
        char c = word.charAt(i);
        boolean unit = i == last && i > 0 && (c == 'k' || c == 'x' || c == '×');
        if (!Character.isDigit(c) && !unit && (c != '.' || i == 0)) {
          return false;
        }
      }
      return last >= 0;
    }

    private static boolean lettersFrom(String word, int from) {
      for (int i = from; i < word.length(); i++) {
        if (!Character.isLetter(word.charAt(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private final String source;
  private final List<Element> elements = new ArrayList<>();
  private final long[] reached;
  private boolean fromStart;
  private boolean toEnd;

  /**
   * Compiles a pattern.
   *
   * @param classes the book's named word lists
   * @throws IllegalArgumentException if the text is no pattern
   */
  public WordPattern(String source, Map<String, List<String>> classes) {
    this.source = source;
    for (String part : source.strip().split(" +")) {
      if (part.equals("^")) {
        fromStart = true;
      } else if (part.equals("$")) {
        toEnd = true;
      } else if (part.startsWith("..")) {
        int most = Integer.parseInt(part.substring(2));
        for (int i = 0; i < most; i++) {
          elements.add(new Element(Set.of(), List.of(), true, true));
        }
      } else {
        elements.add(element(part, classes));
      }
    }
    if (elements.size() > MAX_ELEMENTS || elements.stream().allMatch(Element::optional)) {
      throw new IllegalArgumentException("too long or empty pattern: '" + source + "'");
    }
    reached = reached();
  }

  /** From each place, the places that missing elements lead to, itself included. */
  private long[] reached() {
    long[] places = new long[elements.size() + 1];
    for (int i = elements.size(); i >= 0; i--) {
      boolean optional = i < elements.size() && elements.get(i).optional();
      places[i] = (1L << i) | (optional ? places[i + 1] : 0);
    }
    return places;
  }

  private static Element element(String part, Map<String, List<String>> classes) {
    boolean optional = part.endsWith("?");
    Set<String> words = new java.util.HashSet<>();
    List<String> prefixes = new ArrayList<>();
    for (String alternative :
        (optional ? part.substring(0, part.length() - 1) : part).split("\\|")) {
      List<String> expanded = List.of(alternative);
      if (alternative.startsWith("@")) {
        List<String> named = classes.get(alternative.substring(1));
        if (named == null) {
          throw new IllegalArgumentException("no word list '" + alternative + "'");
        }
        expanded = named;
      }
      for (String word : expanded) {
        if (word.endsWith("*")) {
          prefixes.add(word.substring(0, word.length() - 1));
        } else {
          words.add(word);
        }
      }
    }
    return new Element(Set.copyOf(words), List.copyOf(prefixes), false, optional);
  }

  /** How many elements a word is compared with at the most. */
  public int size() {
    return elements.size();
  }

  /** Index behind the last word of the first match, or -1. */
  public int find(List<Word> words) {
    long accepted = 1L << elements.size();
    long states = reached[0];
    for (int i = 0; i < words.size(); i++) {
      if ((states & accepted) != 0 && !toEnd) {
        return i;
      }
      states = step(states & ~accepted, words.get(i).text());
      if (!fromStart) {
        states |= reached[0];
      } else if (states == 0) {
        return -1;
      }
    }
    return (states & accepted) != 0 ? words.size() : -1;
  }

  private long step(long states, String word) {
    long next = 0;
    for (long rest = states; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      if (elements.get(i).accepts(word)) {
        next |= reached[i + 1];
      }
    }
    return next;
  }

  @Override
  public String toString() {
    return source;
  }
}
