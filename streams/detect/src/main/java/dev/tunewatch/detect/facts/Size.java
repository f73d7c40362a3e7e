package dev.tunewatch.detect.facts;

import dev.tunewatch.detect.name.FormatWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large a model is.
 *
 * @param parameters all of them
 * @param active those that work on one token, null where the model is no mixture or does not say
 */
public record Size(long parameters, @Nullable Long active) {

  /** Experts share attention and embeddings, so eight of seven billion are less than 56. */
  private static final double SHARED = 0.83;

  private static final double SHARED_BY_TWO = 0.92;
  private static final long BILLION = 1_000_000_000L;
  private static final long MOST = 20_000 * BILLION;

  /** Reads the size out of a name: {@code 8b}, {@code 1.5b}, {@code 8x7b}, {@code 35b-a3b}. */
  public static @Nullable Size ofName(String model) {
    Size size = null;
    Long active = null;
    for (String word : FormatWords.words(model)) {
      int times = word.indexOf('x');
      Long plain = count(word);
      Long working = word.startsWith("a") ? count(word.substring(1)) : null;
      if (working != null) {
        active = working;
      } else if (plain != null) {
        size = size == null ? new Size(plain, null) : size;
      } else if (times > 0 && isSmallNumber(word.substring(0, times))) {
        Long each = count(word.substring(times + 1));
        if (each != null && size == null) {
          size = ofExperts(Integer.parseInt(word.substring(0, times)), each);
        }
      }
    }
    if (size == null || active == null || active >= size.parameters()) {
      return size;
    }
    return new Size(size.parameters(), active);
  }

  /** Two experts work at a time; two in all work both. */
  private static @Nullable Size ofExperts(int experts, long each) {
    long two = Math.round(2 * each * SHARED_BY_TWO);
    if (experts < 2) {
      return null;
    }
    return experts == 2 ? new Size(two, null) : new Size(Math.round(experts * each * SHARED), two);
  }

  /**
   * The size of a release.
   *
   * @param counted what the hub counted in the weights, which is too little where weights are
   *     packed, and of an adapter only the adapter's
   */
  static @Nullable Size of(String model, @Nullable Long counted, boolean packed) {
    Size named = ofName(model);
    if (counted == null || counted <= 0 || (packed && named != null)) {
      return named;
    }
    Long active = named == null ? null : named.active();
    return new Size(counted, active != null && active < counted ? active : null);
  }

  private static @Nullable Long count(String word) {
    if (word.length() < 2) {
      return null;
    }
    long unit =
        switch (word.charAt(word.length() - 1)) {
          case 'b' -> BILLION;
          case 'm' -> 1_000_000L;
          case 't' -> 1_000 * BILLION;
          default -> 0;
        };
    String number = word.substring(0, word.length() - 1);
    if (unit == 0 || number.length() > 6 || !isDecimal(number)) {
      return null;
    }
    long count = Math.round(Double.parseDouble(number) * unit);
    return count > 0 && count <= MOST ? count : null;
  }

  private static boolean isDecimal(String text) {
    List<String> halves = List.of(text.split("\\.", -1));
    return halves.size() <= 2 && halves.stream().allMatch(Size::isSmallNumber);
  }

  private static boolean isSmallNumber(String text) {
    // Not Character.isDigit: names hold digits of other scripts, which are no numbers to Java.
    return !text.isEmpty()
        && text.length() <= 4
        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
