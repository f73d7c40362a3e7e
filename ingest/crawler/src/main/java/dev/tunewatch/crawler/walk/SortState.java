package dev.tunewatch.crawler.walk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one order of a listing stands.
 *
 * @param watermark up to which everything is known; null before the first complete walk
 * @param unfinished the walk under way, null between walks
 * @param bound from where on this order is covered: that of the first walk, or where the changes
 *     began; null before the first page, and where an earlier version did not keep it
 */
public record SortState(
    @Nullable Watermark watermark, @Nullable Unfinished unfinished, @Nullable Bound bound) {

  /** Nothing is known. */
  public static final SortState NEW = new SortState(null, null, null);

  /**
   * A walk that has published some pages.
   *
   * @param target what the watermark becomes when it ends
   * @param next path and query of the next page, as the hub gave it; null where the hub refused it
   *     and the walk starts again from the newest page
   * @param pages how many are done
   * @param last sort key of the last row that had one, null where none had
   * @param passed what it has read, null where no row had a key
   */
  public record Unfinished(
      @Nullable Watermark target,
      @Nullable String next,
      int pages,
      @Nullable Instant last,
      @Nullable Passed passed) {}

  /**
   * How far back the first walk goes. A duration means "before the first start", so the time that
   * it meant then is kept: a later start must not move it forward over what is not yet read.
   *
   * @param since sort key; null for the end of the listing
   */
  public record Bound(@Nullable Instant since) {}

  /** The same with the walk under way starting again from the newest page. */
  public SortState restarted() {
    return new SortState(
        watermark,
        unfinished == null
            ? null
            : new Unfinished(unfinished.target, null, 0, null, unfinished.passed),
        bound);
  }
}
