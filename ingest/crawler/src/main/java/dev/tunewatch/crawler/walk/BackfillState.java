package dev.tunewatch.crawler.walk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the backfill lane must remember.
 *
 * @param whole the walk over the whole hub, null where it was never begun
 * @param gaps pages that this walk could not read
 * @param repair the repair under way, or null
 * @param closed ids of the gaps closed last, of live and of its own, oldest first
 * @param closings gaps closed, since the first start
 */
public record BackfillState(
    @Nullable Whole whole,
    List<Gap> gaps,
    @Nullable Repair repair,
    List<String> closed,
    long closings) {

  /** How many closed ones are remembered; live keeps fewer open. */
  public static final int MOST_CLOSED = 300;

  /** Before the first start. */
  public static final BackfillState FRESH = new BackfillState(null, List.of(), null, List.of(), 0);

  /**
   * The walk over the whole hub.
   *
   * @param part which of the hub's listings that together are the whole
   * @param walk where it stands in it
   * @param cuts listings that the hub did not show to their end
   * @param done whether the hub's last row was published
   * @param began our clock
   */
  public record Whole(int part, StretchState walk, int cuts, boolean done, Instant began) {}

  /** A repair: which gap, and where it stands. */
  public record Repair(String gap, StretchState walk) {}

  public BackfillState {
    gaps = List.copyOf(gaps);
    closed = List.copyOf(closed);
  }

  /** The same with the walk over the whole hub elsewhere, and these gaps in it. */
  public BackfillState with(Whole whole, List<Gap> gaps) {
    return new BackfillState(whole, gaps, repair, closed, closings);
  }

  /** The same with a repair under way. */
  public BackfillState with(@Nullable Repair repair) {
    return new BackfillState(whole, gaps, repair, closed, closings);
  }

  /** The same with that gap closed and no repair under way. */
  public BackfillState closing(String gap) {
    List<String> all = new ArrayList<>(closed);
    all.add(gap);
    return new BackfillState(
        whole,
        gaps.stream().filter(own -> !own.id().equals(gap)).toList(),
        null,
        all.subList(Math.max(0, all.size() - MOST_CLOSED), all.size()),
        closings + 1);
  }
}
