package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.subscription.GroupBy;
import dev.tunewatch.alerts.subscription.Mode;
import dev.tunewatch.alerts.subscription.Pace;
import dev.tunewatch.alerts.subscription.QuietHours;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads when a subscription wants to be told; what is missing is as {@link Pace#IMMEDIATE}. */
final class PaceReader {

  private PaceReader() {}

  static Pace read(FieldReader fields) {
    Pace plain = Pace.IMMEDIATE;
    return new Pace(
        fields
            .text("mode")
            .map(text -> choice("mode", text, Mode::ofWireName, wireNames(Mode.values())))
            .orElse(plain.mode()),
        groups(fields),
        count(fields, "groupWindowSeconds", plain.groupWindowSeconds()),
        fields
            .text("timeZone")
            .map(text -> choice("timeZone", text, ZoneId::of, "a zone such as Europe/Berlin"))
            .orElse(plain.timeZone()),
        fields
            .text("digestAt")
            .map(text -> choice("digestAt", text, PaceReader::time, "a time such as 08:00"))
            .orElse(plain.digestAt()),
        fields.text("quietHours").map(QuietHours::parse).orElse(null),
        fields.flag("quietExceptP1").orElse(false),
        count(fields, "capPerHour", plain.capPerHour()));
  }

  private static List<GroupBy> groups(FieldReader fields) {
    return fields.texts("groupBy", GroupBy.values().length).stream()
        .map(text -> choice("groupBy", text, GroupBy::ofWireName, wireNames(GroupBy.values())))
        .toList();
  }

  private static int count(FieldReader fields, String field, int otherwise) {
    long number = fields.number(field).orElse((long) otherwise);
    return (int) Math.max(-1, Math.min(Integer.MAX_VALUE, number)); // The record knows the bounds.
  }

  private static LocalTime time(String text) {
    if (!text.matches("[0-9]{2}:[0-9]{2}")) {
      throw new IllegalArgumentException("not of the form 08:00");
    }
    return LocalTime.parse(text);
  }

  private static <T> T choice(String field, String text, Function<String, T> read, String known) {
    try {
      return read.apply(text);
    } catch (DateTimeException | IllegalArgumentException unknown) {
      throw new Refused(422, field + " is " + known, field);
    }
  }

  private static String wireNames(Enum<?>[] values) {
    return Stream.of(Arrays.toString(values).toLowerCase(java.util.Locale.ROOT))
        .map(list -> "one of " + list)
        .collect(Collectors.joining());
  }
}
