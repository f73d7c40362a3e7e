package dev.tunewatch.alerts.subscription;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of each day in which nobody wants to be told. It may go over midnight.
 *
 * @param from its begin, on the clock of the wall
 * @param to its end, which is not part of it
 */
public record QuietHours(LocalTime from, LocalTime to) {

  private static final Pattern FORM =
      Pattern.compile("((?:[01][0-9]|2[0-3]):[0-5][0-9])-((?:[01][0-9]|2[0-3]):[0-5][0-9])");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  /** Refuses a stretch without length: it would be never or always, and nobody knows which. */
  public QuietHours {
    if (from.equals(to)) {
      throw new SubscriptionRejected("quietHours", "begin and end at the same time");
    }
  }

  /**
   * Reads {@code 22:00-07:00}.
   *
   * @throws SubscriptionRejected if it is not of that form
   */
  @JsonCreator
  public static QuietHours parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new SubscriptionRejected("quietHours", "is of the form 22:00-07:00");
    }
    return new QuietHours(LocalTime.parse(form.group(1)), LocalTime.parse(form.group(2)));
  }

  /** When they end, if they are on. A day with a changed clock is as long as it is. */
  public Optional<Instant> until(Instant now, ZoneId zone) {
    ZonedDateTime local = now.atZone(zone);
    LocalTime time = local.toLocalTime();
    boolean on =
        from.isBefore(to)
            ? !time.isBefore(from) && time.isBefore(to)
            : !time.isBefore(from) || time.isBefore(to);
    if (!on) {
      return Optional.empty();
    }
    ZonedDateTime end = ZonedDateTime.of(local.toLocalDate(), to, zone);
    return Optional.of((end.toInstant().isAfter(now) ? end : end.plusDays(1)).toInstant());
  }

  /** As {@link #parse} reads it. */
  @JsonValue
  @Override
  public String toString() {
    return CLOCK.format(from) + "-" + CLOCK.format(to);
  }
}
