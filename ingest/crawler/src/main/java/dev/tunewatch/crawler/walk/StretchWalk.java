package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.events.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a stretch of a listing from its newer to its older end, page by page. Like {@link
 * Walk} it judges a page by its last dated row. Nothing is lost by rows that a hub reorders within
 * a page: the position is the newest key of a page, and the ring tells which rows of it are done.
 */
public final class StretchWalk {

  private StretchWalk() {}

  /**
   * What becomes of a page.
   *
   * @param publish rows to publish, in the hub's order
   * @param refuse rows for the dead letters
   * @param escalate rows that only the operator may learn of
   * @param next the state once these are committed
   * @param done whether the walk is at the stretch's older end, or at the end of the listing
   */
  public record Outcome(
      List<Row.Listed> publish,
      List<Row.Refused> refuse,
      List<Row.Escalated> escalate,
      StretchState next,
      boolean done) {

    public Outcome {
      publish = List.copyOf(publish);
      refuse = List.copyOf(refuse);
      escalate = List.copyOf(escalate);
    }
  }

  /**
   * Decides on the next page.
   *
   * @param known whether a row is published in this very state already
   */
  public static Outcome take(
      Stretch stretch, StretchState state, ListingPage page, Predicate<Row.Listed> known) {
    SeenRing ring = state.ring().copy();
    List<Row.Listed> publish = new ArrayList<>();
    List<Row.Refused> refuse = new ArrayList<>();
    List<Row.Escalated> escalate = new ArrayList<>();
    Instant newest = null;
    Instant last = null;
    int rows = 0;
    for (Row row : page.rows()) {
      if (row instanceof Row.Listed listed) {
        Instant key = listed.time(stretch.order());
        if (key != null) {
          last = key;
          newest = newest == null || key.isAfter(newest) ? key : newest;
        }
        if (passedBefore(state, key)) {
          continue;
        }
        rows++;
        if (stretch.holds(key, () -> Walk.boundaryHash(stretch.order(), listed))) {
          long identity = Hashes.of(listed.identity());
          long fingerprint = Hashes.of(listed.fingerprint());
          if (!ring.holds(identity, fingerprint)) {
            boolean changed = ring.knows(identity) || isOld(stretch, listed);
            ring.remember(identity, fingerprint);
            if (!known.test(listed)) {
              publish.add(listed.observed(changed ? Observation.CHANGED : Observation.FIRST_SEEN));
            }
          }
        }
      } else if (row instanceof Row.Refused refused) {
        long hash = Hashes.of(refused.bytes());
        if (!state.forwarding() && !ring.holds(hash, hash)) {
          rows++;
          ring.remember(hash, hash);
          refuse.add(refused);
        }
      } else if (row instanceof Row.Escalated escalated) {
        long hash = Hashes.of(escalated.identity());
        if (!state.forwarding() && !ring.holds(hash, hash)) {
          rows++;
          ring.remember(hash, hash);
          escalate.add(escalated);
        }
      }
    }
    boolean back = last != null && state.position() != null && last.isBefore(state.position());
    StretchState next =
        new StretchState(
            page.next(),
            position(stretch, state, newest),
            state.forwarding() && !back,
            ring,
            state.pages() + 1,
            state.rows() + rows,
            state.published() + publish.size(),
            state.refused() + refuse.size());
    return new Outcome(
        publish, refuse, escalate, next, page.next() == null || stretch.isPast(last));
  }

  /** Whether a page reaches beyond the stretch's older end. */
  public static boolean isPast(Stretch stretch, ListingPage page) {
    Instant last = null;
    for (Row row : page.rows()) {
      if (row instanceof Row.Listed listed && listed.time(stretch.order()) != null) {
        last = listed.time(stretch.order());
      }
    }
    return stretch.isPast(last);
  }

  private static boolean passedBefore(StretchState state, @Nullable Instant key) {
    return state.forwarding()
        && state.position() != null
        && key != null
        && key.isAfter(state.position());
  }

  /** It never goes back up: one stray new row among old ones says nothing of the walk. */
  private static @Nullable Instant position(
      Stretch stretch, StretchState state, @Nullable Instant newest) {
    if (newest == null || (stretch.newer() != null && newest.isAfter(stretch.newer()))) {
      return state.position();
    }
    Instant before = state.position();
    return before == null || newest.isBefore(before) ? newest : before;
  }

  /** In the order of modification, a release older than the stretch was there before it. */
  private static boolean isOld(Stretch stretch, Row.Listed row) {
    if (stretch.order() == Order.CREATED) {
      return false;
    }
    Instant created = row.created();
    return created == null || stretch.older() == null || created.isBefore(stretch.older());
  }
}
