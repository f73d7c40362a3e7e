package dev.tunewatch.alerts.subscription;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.assessments.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When and in how many messages a subscription is told. It only ever delays and joins; nothing is
 * dropped by it.
 *
 * @param mode at once or in digests
 * @param groupBy what a wave has in common, empty to be told of each alert by itself
 * @param groupWindowSeconds how long a wave is collected, from its first alert
 * @param timeZone of quiet hours and of the daily digest
 * @param digestAt when the daily digest is sent, {@code HH:mm}
 * @param quietHours in which nothing is sent, null for none
 * @param quietExceptP1 whether a P1 is sent all the same, by itself
 * @param capPerHour the most messages in any 60 minutes, 0 for no bound
 */
@JsonPropertyOrder({
  "mode",
  "groupBy",
  "groupWindowSeconds",
  "timeZone",
  "digestAt",
  "quietHours",
  "quietExceptP1",
  "capPerHour"
})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Pace(
    Mode mode,
    List<GroupBy> groupBy,
    int groupWindowSeconds,
    ZoneId timeZone,
    @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "HH:mm") LocalTime digestAt,
    @Nullable QuietHours quietHours,
    boolean quietExceptP1,
    int capPerHour) {

  /** At once, each by itself, at any time. */
  public static final Pace IMMEDIATE =
      new Pace(Mode.IMMEDIATE, List.of(), 60, ZoneId.of("UTC"), LocalTime.of(8, 0), null, false, 0);

  private static final int LONGEST_WINDOW = 3_600;
  private static final int HIGHEST_CAP = 10_000;

  /** Refuses with the field that is wrong. */
  public Pace {
    groupBy = groupBy.stream().distinct().sorted().toList();
    if (groupWindowSeconds < 1 || groupWindowSeconds > LONGEST_WINDOW) {
      throw new SubscriptionRejected("groupWindowSeconds", "is 1 to " + LONGEST_WINDOW);
    }
    if (capPerHour < 0 || capPerHour > HIGHEST_CAP) {
      throw new SubscriptionRejected("capPerHour", "is 0 (no bound) to " + HIGHEST_CAP);
    }
    if (quietExceptP1 && quietHours == null) {
      throw new SubscriptionRejected("quietExceptP1", "needs quietHours");
    }
    if (mode.digests() && !groupBy.isEmpty()) {
      throw new SubscriptionRejected("groupBy", "goes with mode immediate; a digest is one group");
    }
  }

  /** Until when nothing may be sent, if that is so now. */
  public Optional<Instant> quietUntil(Instant now) {
    return quietHours == null ? Optional.empty() : quietHours.until(now, timeZone);
  }

  /** Whether an alert of this severity is sent in quiet hours as well. */
  public boolean passesQuietHours(Severity severity) {
    return quietExceptP1 && severity == Severity.P1;
  }

  /** When the digest is sent that is being collected now. */
  public Instant nextDigest(Instant now) {
    ZonedDateTime local = now.atZone(timeZone);
    if (mode == Mode.HOURLY) {
      return local.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
    }
    ZonedDateTime today = ZonedDateTime.of(local.toLocalDate(), digestAt, timeZone);
    return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  /** How long a wave is collected. */
  public Duration groupWindow() {
    return Duration.ofSeconds(groupWindowSeconds);
  }

  /** What a wave is known by; empty where this alert stands by itself. */
  public Optional<String> group(Alert alert) {
    StringBuilder key = new StringBuilder();
    for (GroupBy one : groupBy) {
      String value = one.of(alert);
      if (value.isEmpty()) {
        return Optional.empty(); // What nobody knows, nothing has in common.
      }
      key.append(key.length() == 0 ? "" : "\n").append(one.wireName()).append('=').append(value);
    }
    return groupBy.isEmpty() ? Optional.empty() : Optional.of(key.toString());
  }
}
