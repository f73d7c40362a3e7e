package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.walk.BackfillState.Whole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the pages of the walk over the whole hub, and keeps what it could not read as gaps.
 */
public final class WholeWalk {

  private WholeWalk() {}

  /**
   * What becomes of a page.
   *
   * @param page what is to be published
   * @param next the state once that is committed
   * @param gap found on this page, or null
   */
  public record Outcome(StretchWalk.Outcome page, BackfillState next, @Nullable Gap gap) {}

  /** Begins, at that time. */
  public static BackfillState begin(BackfillState state, Instant now) {
    return state.with(new Whole(0, StretchState.startingAt(null), 0, false, now), state.gaps());
  }

  /** Nothing is left to do: live has walked it all. */
  public static BackfillState nothingLeft(BackfillState state, Instant now) {
    return state.with(new Whole(0, StretchState.startingAt(null), 0, true, now), state.gaps());
  }

  /**
   * Takes the next page.
   *
   * @param parts how many listings together are the whole
   */
  public static Outcome take(
      BackfillState state,
      Whole whole,
      int parts,
      ListingPage page,
      Predicate<Row.Listed> known,
      Instant now) {
    StretchWalk.Outcome outcome = StretchWalk.take(Stretch.WHOLE, whole.walk(), page, known);
    List<Gap> gaps = new ArrayList<>(state.gaps());
    boundUnreadable(gaps, page);
    Gap gap = gap(whole, page, gaps, now);
    if (gap != null) {
      gaps.add(gap);
      Walk.joinOldest(gaps);
    }
    int cuts = whole.cuts() + (page.defect() == GapReason.LISTING_CUT ? 1 : 0);
    boolean last = whole.part() + 1 >= parts;
    Whole next =
        !outcome.done()
            ? new Whole(whole.part(), outcome.next(), cuts, false, whole.began())
            : last
                ? new Whole(whole.part(), outcome.next(), cuts, true, whole.began())
                : new Whole(
                    whole.part() + 1, outcome.next().onTo(null), cuts, false, whole.began());
    return new Outcome(outcome, state.with(next, gaps), gap);
  }

  /**
   * A listing that the hub cuts is no gap: no walk could ever close it. It is counted, and other
   * listings of the same hub overlap it.
   */
  private static @Nullable Gap gap(Whole whole, ListingPage page, List<Gap> gaps, Instant now) {
    GapReason defect = page.defect();
    if (defect == null || defect == GapReason.LISTING_CUT || isOpenEnded(gaps)) {
      return null;
    }
    Instant last = lastKey(page);
    return new Gap(
        Stretch.WHOLE.order(),
        last != null ? last : whole.walk().position(),
        null,
        Set.of(),
        whole.walk().next(),
        now,
        defect);
  }

  /** A page that could not be read ends, at the latest, where the next readable one begins. */
  private static void boundUnreadable(List<Gap> gaps, ListingPage page) {
    Instant first = firstKey(page);
    if (first != null && isOpenEnded(gaps)) {
      Gap open = gaps.remove(gaps.size() - 1);
      gaps.add(
          new Gap(
              open.order(),
              open.newer(),
              first,
              open.knownAtOlder(),
              open.resume(),
              open.foundAt(),
              open.reason()));
    }
  }

  private static boolean isOpenEnded(List<Gap> gaps) {
    return !gaps.isEmpty()
        && gaps.get(gaps.size() - 1).older() == null
        && gaps.get(gaps.size() - 1).reason() == GapReason.MALFORMED_PAGE;
  }

  private static @Nullable Instant firstKey(ListingPage page) {
    for (Row row : page.rows()) {
      if (row instanceof Row.Listed listed && listed.created() != null) {
        return listed.created();
      }
    }
    return null;
  }

  private static @Nullable Instant lastKey(ListingPage page) {
    Instant last = null;
    for (Row row : page.rows()) {
      if (row instanceof Row.Listed listed && listed.created() != null) {
        last = listed.created();
      }
    }
    return last;
  }
}
