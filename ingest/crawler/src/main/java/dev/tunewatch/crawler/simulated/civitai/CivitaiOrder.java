package dev.tunewatch.crawler.simulated.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The orders of the listing: the greater value first, then the greater id. */
enum CivitaiOrder {
  HIGHEST_RATED("Highest Rated"),
  MOST_DOWNLOADED("Most Downloaded"),
  NEWEST("Newest");

  private final String wireName;

  CivitaiOrder(String wireName) {
    this.wireName = wireName;
  }

  static Optional<CivitaiOrder> of(String wireName) {
    return Arrays.stream(values()).filter(order -> order.wireName.equals(wireName)).findFirst();
  }

  /** Where a model stands; by time it is the milliseconds of its newest version. */
  Place place(ObjectNode model) {
    long id = model.path("id").asLong();
    return switch (this) {
      case HIGHEST_RATED -> new Place(model.path("stats").path("thumbsUpCount").asLong(), id);
      case MOST_DOWNLOADED -> new Place(model.path("stats").path("downloadCount").asLong(), id);
      case NEWEST -> new Place(newestVersion(model), id);
    };
  }

  private static long newestVersion(ObjectNode model) {
    long newest = 0;
    for (JsonNode version : model.path("modelVersions")) {
      newest = Math.max(newest, millis(version.path("publishedAt").asText("")));
    }
    return newest;
  }

  // The hub writes some of its times without a zone.
  private static long millis(String time) {
    try {
      return time.endsWith("Z")
          ? Instant.parse(time).toEpochMilli()
          : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException e) {
      return 0;
    }
  }

  /** A row's place, written {@code value|id} in a cursor. */
  record Place(long value, long id) implements Comparable<Place> {

    private static final Comparator<Place> GREATEST_FIRST =
        Comparator.comparingLong(Place::value).thenComparingLong(Place::id).reversed();

    static Place parse(String cursor) {
      if (!cursor.matches("-?[0-9]{1,18}\\|[0-9]{1,18}")) {
        throw CivitaiFace.badRequest("Invalid cursor");
      }
      int bar = cursor.indexOf('|');
      return new Place(
          Long.parseLong(cursor.substring(0, bar)), Long.parseLong(cursor.substring(bar + 1)));
    }

    @Override
    public int compareTo(Place other) {
      return GREATEST_FIRST.compare(this, other);
    }

    @Override
    public String toString() {
      return value + "|" + id;
    }
  }
}
