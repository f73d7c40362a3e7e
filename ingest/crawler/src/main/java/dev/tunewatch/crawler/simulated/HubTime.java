package dev.tunewatch.crawler.simulated;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the hub writes them: ISO 8601 with milliseconds, and the seconds inside an _id. */
final class HubTime {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long MAX_SECOND = 0xFFFF_FFFFL;

  private HubTime() {}

  static String text(Instant time) {
    return MILLISECONDS.format(time);
  }

  /** The second of creation that an {@code _id} begins with. */
  static Instant secondOf(String objectId) {
    return Instant.ofEpochSecond(Long.parseLong(objectId.substring(0, 8), 16));
  }

  /** The first 8 hex digits of an {@code _id} created then. */
  static String prefix(Instant createdAt) {
    long second = createdAt.getEpochSecond();
    if (!fitsObjectId(createdAt)) {
      throw new IllegalArgumentException("no _id can hold the time " + createdAt);
    }
    return String.format(Locale.ROOT, "%08x", second);
  }

  static boolean fitsObjectId(Instant time) {
    return time.getEpochSecond() >= 0 && time.getEpochSecond() <= MAX_SECOND;
  }

  static String shifted(String objectId, Duration shift) {
    return prefix(secondOf(objectId).plus(shift)) + objectId.substring(8);
  }
}
