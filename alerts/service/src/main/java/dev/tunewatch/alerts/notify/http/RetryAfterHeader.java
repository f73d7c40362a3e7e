package dev.tunewatch.alerts.notify.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** RFC 9110 §10.2.3: seconds, or a date. */
final class RetryAfterHeader {

  private RetryAfterHeader() {}

  /** What is asked; empty where the header is missing, malformed or in the past. */
  static Optional<Duration> read(@Nullable String value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    String text = value.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, at)).filter(d -> !d.isNegative());
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }
}
