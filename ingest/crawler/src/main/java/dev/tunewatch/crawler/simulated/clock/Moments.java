package dev.tunewatch.crawler.simulated.clock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and times as scripts and timelines write them. */
public final class Moments {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Moments() {}

  /**
   * A duration such as {@code 150ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a duration such as 30s");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /**
   * A time, or a duration after the start.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Instant moment(String text, Instant start) {
    if (!text.contains("T")) {
      return start.plus(duration(text));
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is neither a duration nor a time", e);
    }
  }
}
