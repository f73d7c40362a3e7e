package dev.tunewatch.crawler.walk;

import org.jspecify.annotations.Nullable;

/**
 * Where one order of a listing stands.
 *
 * @param watermark up to which everything is known; null before the first complete walk
 * @param unfinished the walk under way, null between walks
 */
public record SortState(@Nullable Watermark watermark, @Nullable Unfinished unfinished) {

  /** Nothing is known. */
  public static final SortState NEW = new SortState(null, null);

  /**
   * A walk that has published some pages.
   *
   * @param target what the watermark becomes when it ends
   * @param next path and query of the next page, as the hub gave it
   * @param pages how many are done
   */
  public record Unfinished(@Nullable Watermark target, String next, int pages) {}

  /** The same without the walk under way, which then starts again from the newest page. */
  public SortState restarted() {
    return new SortState(watermark, null);
  }
}
