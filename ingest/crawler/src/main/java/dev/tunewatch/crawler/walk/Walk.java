package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.walk.SortState.Bound;
import dev.tunewatch.crawler.walk.SortState.Unfinished;
import dev.tunewatch.events.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a listing from its newest row back to what is known. The state moves with each page, so a
 * walk that is cut off goes on at the next unpublished page; rows that appear above its first page
 * meanwhile belong to the next walk, whose floor is this walk's first row. Pages are judged by
 * their last dated row: a hub may reorder rows within a page, and one stray old row near the top
 * must not end a walk.
 */
public final class Walk {

  /** In the ring, the state of what is escalated and not published. */
  private static final long ESCALATED = Hashes.of("escalated");

  private final Bound configured;
  private final int mostPages;

  /**
   * Sets the bounds.
   *
   * @param since how far back a first walk goes that starts now; null for the end of the listing.
   *     One that is under way keeps the bound with which it started.
   * @param mostPages of one walk back to something known; the first walk is not bounded by it
   */
  public Walk(@Nullable Instant since, int mostPages) {
    this.configured = new Bound(since);
    this.mostPages = mostPages;
  }

  /**
   * Takes the newest page of an order as where changes start from. Done before the first walk in
   * the order of creation, so that what changes during that walk is met afterwards.
   */
  public LiveState startAt(LiveState state, Order order, ListingPage page, Instant now) {
    Watermark newest = Watermark.on(order, page.rows(), null, now);
    Bound from = newest == null ? null : new Bound(newest.time());
    return state.with(order, new SortState(newest, null, from));
  }

  /**
   * Decides on the next page of the walk under way, or on the first page of a new one.
   *
   * @param now our clock
   */
  public PageOutcome take(LiveState state, Order order, ListingPage page, Instant now) {
    SortState sort = state.sort(order);
    Watermark floor = sort.watermark();
    Unfinished unfinished = sort.unfinished();
    boolean begins = unfinished == null || unfinished.next() == null;
    Watermark before = unfinished == null ? floor : unfinished.target();
    Watermark target = begins ? Watermark.on(order, page.rows(), before, now) : before;
    int pages = unfinished == null ? 1 : unfinished.pages() + 1;
    Passed passed = unfinished == null ? null : unfinished.passed();
    // A state with a watermark and no bound is of an earlier version: how far it went is lost.
    Bound bound = sort.bound() == null && floor == null ? configured : sort.bound();
    Instant since = bound == null ? null : bound.since();

    SeenRing ring = state.ring().copy();
    ToMeet toMeet = state.toMeet().copy();
    if (begins) {
      toMeet.begins(order);
    }
    List<Row.Listed> publish = new ArrayList<>();
    List<Row.Refused> refuse = new ArrayList<>();
    List<Row.Escalated> escalate = new ArrayList<>();
    List<Row.Escalated> withdraw = new ArrayList<>();
    Instant last = null;
    boolean lastKnown = false;
    for (Row row : page.rows()) {
      if (row instanceof Row.Listed listed) {
        Instant time = listed.time(order);
        boolean done = isKnown(order, listed, floor);
        if (time != null) {
          last = time;
          lastKnown = done;
        }
        if (!done && (passed == null || !passed.holds(order, listed))) {
          take(order, listed, since, ring, toMeet, state, publish);
        }
      } else if (row instanceof Row.Refused refused) {
        long hash = Hashes.of(refused.bytes());
        if (!ring.holds(hash, hash)) {
          ring.remember(hash, hash);
          refuse.add(refused);
        }
      } else if (row instanceof Row.Escalated escalated) {
        long identity = Hashes.of(escalated.identity());
        if (!ring.holds(identity, ESCALATED)) {
          if (ring.knows(identity) || mayBeOlder(escalated, floor)) {
            withdraw.add(escalated);
          }
          ring.remember(identity, ESCALATED);
          escalate.add(escalated);
        }
      }
    }

    boolean overlaps = floor != null && last != null && lastKnown;
    boolean far = floor == null && since != null && last != null && last.isBefore(since);
    boolean spent = floor != null && pages >= mostPages;
    boolean done = overlaps || far || page.next() == null || spent;
    Gap gap =
        gap(
            order,
            page,
            last(sort, last),
            unfinished == null ? null : unfinished.next(),
            floor == null ? since : floor.time(),
            floor,
            done,
            overlaps || far,
            spent,
            now);
    SortState nextSort =
        done || page.next() == null
            ? new SortState(target, null, bound)
            : new SortState(
                floor,
                new Unfinished(
                    target,
                    page.next(),
                    pages,
                    last(sort, last),
                    Passed.on(passed, target, order, page.rows())),
                bound);
    if (done) {
      toMeet.ended(order);
    }
    List<Gap> gaps = new ArrayList<>(state.gaps());
    if (gap != null) {
      gaps.add(gap);
      joinOldest(gaps);
    }
    LiveState base = state.with(order, nextSort);
    LiveState next =
        new LiveState(
            base.created(),
            base.modified(),
            ring,
            toMeet,
            gaps,
            state.listed() + publish.size() + refuse.size(),
            state.published() + publish.size(),
            state.refused() + refuse.size());
    return new PageOutcome(publish, refuse, escalate, withdraw, next, done, gap);
  }

  /** Publishes the row if it is new, and remembers it where the lane may meet it again. */
  private static void take(
      Order order,
      Row.Listed row,
      @Nullable Instant since,
      SeenRing ring,
      ToMeet toMeet,
      LiveState state,
      List<Row.Listed> publish) {
    Instant created = row.created();
    if (order == Order.CREATED
        && state.created().watermark() == null
        && since != null
        && created != null
        && created.isBefore(since)) {
      return;
    }
    long identity = Hashes.of(row.identity());
    long fingerprint = Hashes.of(row.fingerprint());
    if (ring.holds(identity, fingerprint) || toMeet.holds(order, identity, fingerprint)) {
      return;
    }
    boolean changed = ring.knows(identity) || (order == Order.MODIFIED && isOld(state, created));
    publish.add(row.observed(changed ? Observation.CHANGED : Observation.FIRST_SEEN));
    ring.remember(identity, fingerprint);
    Order other = order == Order.CREATED ? Order.MODIFIED : Order.CREATED;
    if (isToBeMet(other, row, state.sort(other).watermark())) {
      toMeet.remember(other, identity, fingerprint);
    }
  }

  /** Whether it was there before the last walk, so that it may have been published then. */
  private static boolean mayBeOlder(Row.Escalated row, @Nullable Watermark floor) {
    return floor != null && (row.created() == null || !row.created().isAfter(floor.time()));
  }

  /** Whether walks by that order, which end at their watermark, have still to meet the row. */
  private static boolean isToBeMet(Order by, Row.Listed row, @Nullable Watermark floor) {
    Instant key = row.time(by);
    return floor != null && key != null && !key.isBefore(floor.time());
  }

  /** In the order of modification, a release older than the last walk by creation was there. */
  private static boolean isOld(LiveState state, @Nullable Instant created) {
    Watermark seen = state.created().watermark();
    return created == null || seen == null || !created.isAfter(seen.time());
  }

  private static boolean isKnown(Order order, Row.Listed row, @Nullable Watermark floor) {
    Instant time = row.time(order);
    if (time == null) {
      // Without a change time there is no telling a change; by creation the ring decides.
      return order == Order.MODIFIED;
    }
    if (floor == null || time.isAfter(floor.time())) {
      return false;
    }
    return time.isBefore(floor.time()) || floor.rows().contains(boundaryHash(order, row));
  }

  private @Nullable Gap gap(
      Order order,
      ListingPage page,
      @Nullable Instant last,
      @Nullable String itself,
      @Nullable Instant older,
      @Nullable Watermark floor,
      boolean done,
      boolean reached,
      boolean spent,
      Instant now) {
    GapReason defect = page.defect();
    if (reached && (defect == GapReason.FOREIGN_LINK || defect == GapReason.LISTING_CUT)) {
      return null;
    }
    if (defect != null) {
      return new Gap(order, last, older, known(floor), itself, now, defect);
    }
    if (!done || reached || floor == null) {
      return null;
    }
    GapReason reason = spent && page.next() != null ? GapReason.TOO_FAR : GapReason.NO_OVERLAP;
    return new Gap(order, last, older, known(floor), page.next(), now, reason);
  }

  private static Set<Long> known(@Nullable Watermark floor) {
    return floor == null ? Set.of() : floor.rows();
  }

  /** The last key that the walk saw, of this page or an earlier one. */
  private static @Nullable Instant last(SortState sort, @Nullable Instant ofPage) {
    Unfinished unfinished = sort.unfinished();
    return ofPage != null || unfinished == null ? ofPage : unfinished.last();
  }

  /** Of too many gaps the two oldest of one order become one, so that no stretch is forgotten. */
  static void joinOldest(List<Gap> gaps) {
    for (int i = 0; gaps.size() > LiveState.MOST_GAPS; i++) {
      for (int j = i + 1; j < gaps.size(); j++) {
        if (gaps.get(j).order() == gaps.get(i).order()) {
          gaps.set(i, Gap.joined(gaps.get(i), gaps.remove(j)));
          return;
        }
      }
    }
  }

  static long boundaryHash(Order order, Row.Listed row) {
    return order == Order.CREATED
        ? Hashes.of(row.identity())
        : Hashes.of(row.identity() + "|" + row.fingerprint());
  }
}
