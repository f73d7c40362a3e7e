package dev.tunewatch.crawler.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After}, RFC 9110 section 10.2.3: seconds or a date. */
final class RetryAfter {

  /** A hub that asks for more is asked again after this. */
  static final Duration CEILING = Duration.ofHours(1);

  private RetryAfter() {}

  static Optional<Duration> parse(@Nullable String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    String text = header.trim();
    try {
      if (!text.isEmpty() && text.length() <= 9 && text.chars().allMatch(Character::isDigit)) {
        return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
      }
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(bounded(Duration.between(now, at)));
    } catch (DateTimeException | NumberFormatException notADate) {
      return Optional.empty();
    }
  }

  /**
   * How long an answer asks everybody to stay away: {@code Retry-After} first, else the rest of a
   * window that is used up and the second that the hub's own client adds. Empty where it says
   * nothing of a time to come, so that the caller's own delays apply: a 429 with requests left is a
   * limit on something else, and no reason to hold the other lanes back.
   */
  static Optional<Duration> of(Answer answer, Instant now) {
    if (!answer.isTransient()) {
      return Optional.empty();
    }
    return parse(answer.header("retry-after"), now)
        .filter(wait -> !wait.isZero())
        .or(
            () ->
                answer.status() != 429
                    ? Optional.empty()
                    : RateLimit.parse(answer.header("ratelimit"))
                        .filter(limit -> limit.remaining() == 0)
                        .map(limit -> bounded(limit.reset().plusSeconds(1))));
  }

  private static Duration bounded(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(CEILING) > 0 ? CEILING : asked;
  }
}
