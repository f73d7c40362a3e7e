package dev.tunewatch.crawler;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far back a first start goes; later starts go on where the checkpoint says. */
public sealed interface Since {

  /** That long before the start. */
  record Last(Duration duration) implements Since {}

  /** To the end of the listing. */
  record All() implements Since {}

  /** To that time of creation. */
  record From(Instant time) implements Since {}

  /** That long before the start. */
  static Since last(Duration duration) {
    return new Last(duration);
  }

  /** To the end of the listing. */
  static Since all() {
    return new All();
  }

  /** To that time. */
  static Since from(Instant time) {
    return new From(time);
  }

  /** The bound of a start at that time; empty for the end of the listing. */
  default Optional<Instant> bound(Instant start) {
    if (this instanceof Last last) {
      return Optional.of(start.minus(last.duration()));
    }
    return this instanceof From from ? Optional.of(from.time()) : Optional.empty();
  }

  /**
   * Reads {@code all}, a duration such as {@code 90m}, {@code 24h}, {@code 7d}, {@code 2w}, or an
   * ISO 8601 time with offset.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static Since parse(String text) {
    if (text.equals("all")) {
      return all();
    }
    Matcher duration = Pattern.compile("(\\d{1,6})([smhdw])").matcher(text);
    if (duration.matches()) {
      long n = Long.parseLong(duration.group(1));
      return last(
          switch (duration.group(2)) {
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            case "d" -> Duration.ofDays(n);
            default -> Duration.ofDays(7 * n);
          });
    }
    try {
      return from(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      throw new IllegalArgumentException(
          "'" + text + "' is not 'all', a duration such as 24h or 7d, or an ISO 8601 time",
          notATime);
    }
  }
}
