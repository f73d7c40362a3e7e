package dev.tunewatch.crawler.hub.huggingface;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hub's ids are MongoDB ObjectIds: their first four bytes are the second of creation. */
final class ObjectIds {

  /** The hub gives this time to everything older; such a time is not known. */
  static final Instant FLOOR = Instant.parse("2022-03-02T23:29:04Z");

  private static final Duration TOLERANCE = Duration.ofDays(2);

  private ObjectIds() {}

  static Optional<Instant> createdAt(String id) {
    if (id.length() != 24) {
      return Optional.empty();
    }
    for (int i = 0; i < id.length(); i++) {
      if (Character.digit(id.charAt(i), 16) < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(Instant.ofEpochSecond(Long.parseLong(id.substring(0, 8), 16)));
  }

  /** Whether a time of creation may stand; what cannot be checked may. */
  static boolean agree(@Nullable String id, @Nullable Instant createdAt) {
    if (id == null || createdAt == null || isFloor(createdAt)) {
      return true;
    }
    return createdAt(id)
        .map(inId -> Duration.between(inId, createdAt).abs().compareTo(TOLERANCE) <= 0)
        .orElse(true);
  }

  static boolean isFloor(Instant createdAt) {
    return createdAt.getEpochSecond() <= FLOOR.getEpochSecond();
  }
}
