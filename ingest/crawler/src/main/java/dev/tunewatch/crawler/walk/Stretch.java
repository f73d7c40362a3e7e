package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Order;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a listing are to be published: the whole of it for a backfill, what a walk of live
 * left out for a repair.
 *
 * @param order of the listing
 * @param newer the newest sort key that belongs to it, null for the top of the listing
 * @param older the oldest, null for the end of the listing
 * @param knownAtOlder rows at that very key that are published, as {@link Watermark} has them
 */
public record Stretch(
    Order order, @Nullable Instant newer, @Nullable Instant older, Set<Long> knownAtOlder) {

  /** A whole listing. */
  public static final Stretch WHOLE = new Stretch(Order.CREATED, null, null, Set.of());

  public Stretch {
    knownAtOlder = Set.copyOf(knownAtOlder);
  }

  /** What a gap left out. */
  public static Stretch of(Gap gap) {
    return new Stretch(gap.order(), gap.newer(), gap.older(), gap.knownAtOlder());
  }

  /** Whether a row with that key lies beyond the older end. */
  boolean isPast(@Nullable Instant key) {
    return older != null && key != null && key.isBefore(older);
  }

  /**
   * Whether a row belongs to it.
   *
   * @param atBoundary the row's hash, asked for at the older end only
   */
  boolean holds(@Nullable Instant key, LongSupplier atBoundary) {
    if (key == null) {
      // Without a change time there is no telling a change; by creation what was seen decides.
      return order == Order.CREATED;
    }
    return (newer == null || !key.isAfter(newer))
        && !isPast(key)
        && !(key.equals(older) && knownAtOlder.contains(atBoundary.getAsLong()));
  }
}
