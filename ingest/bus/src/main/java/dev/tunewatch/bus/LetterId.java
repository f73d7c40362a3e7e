package dev.tunewatch.bus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a dead letter lies in its topic; written {@code 3@120}. It stays the same for as long as
 * the letter lives.
 *
 * @param partition of the dead-letter topic
 * @param offset in that partition
 */
public record LetterId(int partition, long offset) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})@(\\d{1,18})");

  /**
   * Reads {@code 3@120}.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public static LetterId parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no id of a dead letter, such as 3@120");
    }
    return new LetterId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
