package dev.tunewatch.crawler.walk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the walk over a {@link Stretch} stands.
 *
 * @param next path and query of the next page as the hub gave it; null for the first page
 * @param position the newest sort key of the last page that was published: all newer rows are done,
 *     and of those at or below it the ones in the ring; null before the first page
 * @param forwarding whether the walk started again from its first page and is not back at its
 *     position yet
 * @param ring rows published lately
 * @param pages pages committed
 * @param rows rows read in them, save those passed again
 * @param published releases published
 * @param refused rows refused
 */
public record StretchState(
    @Nullable String next,
    @Nullable Instant position,
    boolean forwarding,
    SeenRing ring,
    long pages,
    long rows,
    long published,
    long refused) {

  /** How many rows are remembered: more than the two largest pages. */
  public static final int RING = 2_500;

  /** Nothing is read; the walk begins at that page, or at the newest for null. */
  public static StretchState startingAt(@Nullable String next) {
    return new StretchState(next, null, false, new SeenRing(RING), 0, 0, 0, 0);
  }

  /** The hub refused the next page: again from the first one, up to where the walk was. */
  public StretchState restarted() {
    return new StretchState(
        null, position, position != null, ring, pages, rows, published, refused);
  }

  /** On to another listing, or part of one, of which nothing is read. */
  public StretchState onTo(@Nullable String first) {
    return new StretchState(first, null, false, ring, pages, rows, published, refused);
  }
}
