package dev.tunewatch.crawler.simulated;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order of the listing. By creation it is the order of {@code _id} alone; every other order is
 * by value and then by {@code _id} upwards, and a model without a value counts as lower than all.
 */
record ListOrder(Sort sort, boolean descending) {

  /** The fields that the listing can be ordered by. */
  enum Sort {
    CREATED_AT("createdAt", false),
    LAST_MODIFIED("lastModified", false),
    DOWNLOADS("downloads", true),
    LIKES("likes", true),
    TRENDING_SCORE("trendingScore", true),
    ID("id", false);

    private final String field;
    private final boolean numeric;

    Sort(String field, boolean numeric) {
      this.field = field;
      this.numeric = numeric;
    }

    String field() {
      return field;
    }

    boolean numeric() {
      return numeric;
    }

    static Optional<Sort> of(String field) {
      return Arrays.stream(values()).filter(sort -> sort.field.equals(field)).findFirst();
    }
  }

  /**
   * Where a model stands in an order.
   *
   * @param number the value of a numeric order, null where the model has none
   * @param text the value of a textual order, null in numeric orders and by creation
   */
  record Position(@Nullable BigDecimal number, @Nullable String text, String objectId) {}

  Position position(HubRecord record) {
    return switch (sort) {
      case CREATED_AT -> new Position(null, null, record.objectId());
      case ID -> new Position(null, record.id(), record.objectId());
      case LAST_MODIFIED ->
          new Position(null, HubTime.text(record.lastModified()), record.objectId());
      default -> new Position(record.number(sort.field()), null, record.objectId());
    };
  }

  /** Negative if the first stands before the second. */
  int compare(Position a, Position b) {
    if (sort == Sort.CREATED_AT) {
      return directed(a.objectId().compareTo(b.objectId()));
    }
    int byValue = sort.numeric() ? values(a.number(), b.number()) : values(a.text(), b.text());
    return byValue != 0 ? directed(byValue) : a.objectId().compareTo(b.objectId());
  }

  private int directed(int comparison) {
    return descending ? -comparison : comparison;
  }

  private static <T extends Comparable<T>> int values(@Nullable T a, @Nullable T b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return a.compareTo(b);
  }
}
