package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.lane.ListingReader.CursorRefused;
import dev.tunewatch.crawler.lane.ListingReader.Read;
import dev.tunewatch.crawler.walk.BackfillState;
import dev.tunewatch.crawler.walk.BackfillState.Repair;
import dev.tunewatch.crawler.walk.BackfillState.Whole;
import dev.tunewatch.crawler.walk.Gap;
import dev.tunewatch.crawler.walk.LiveState;
import dev.tunewatch.crawler.walk.Reach;
import dev.tunewatch.crawler.walk.Stretch;
import dev.tunewatch.crawler.walk.StretchState;
import dev.tunewatch.crawler.walk.StretchWalk;
import dev.tunewatch.crawler.walk.WholeWalk;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two walks of the backfill lane: page by page, each read ahead and committed by itself. */
final class BackfillWalks {

  private static final Logger LOG = LoggerFactory.getLogger(BackfillWalks.class);
  private static final int MOST_RESTARTS = 3;

  private final Hub hub;
  private final String baseUrl;
  private final int pageSize;
  private final ListingReader pages;
  private final Origin origin;
  private final ExecutorService threads;
  private final GapLedger ledger;
  private final BackfillCommits commits;
  private final Clock clock;
  private final Repaired repaired = new Repaired();

  BackfillWalks(
      Hub hub,
      String baseUrl,
      int pageSize,
      ListingReader pages,
      Origin origin,
      ExecutorService threads,
      GapLedger ledger,
      BackfillCommits commits,
      Clock clock) {
    this.hub = hub;
    this.baseUrl = baseUrl;
    this.pageSize = pageSize;
    this.pages = pages;
    this.origin = origin;
    this.threads = threads;
    this.ledger = ledger;
    this.commits = commits;
    this.clock = clock;
  }

  /**
   * Walks on over the whole hub, which has begun.
   *
   * @param interrupted whether there is something more urgent; asked before each page
   */
  void whole(BooleanSupplier interrupted, Lane.Progress progress) throws InterruptedException {
    List<String> parts = hub.wholeListing(baseUrl, pageSize);
    int restarts = 0;
    while (!wholeState().done() && !interrupted.getAsBoolean()) {
      int part = Math.min(wholeState().part(), parts.size() - 1);
      try (ReadAhead ahead = open(wholeState().walk(), parts.get(part))) {
        while (wholeState().part() == part && !wholeState().done() && !interrupted.getAsBoolean()) {
          Read read = ahead.take();
          WholeWalk.Outcome outcome =
              WholeWalk.take(
                  commits.state(),
                  wholeState(),
                  parts.size(),
                  read.page(),
                  known(),
                  clock.instant());
          commits.commit(outcome.next(), outcome.page(), read.deadLetters());
          Gap gap = outcome.gap();
          if (gap != null) {
            commits.found(gap);
            warn(gap.reason().wireName(), "the backfill could not read a page");
          }
          progress.working(commits.progress().reason());
          restarts = 0;
        }
      } catch (CursorRefused refused) {
        restarts = countRestart(restarts, refused);
        Whole whole = wholeState();
        BackfillState state = commits.state();
        commits.restored(
            state.with(
                new Whole(
                    whole.part(), whole.walk().restarted(), whole.cuts(), false, whole.began()),
                state.gaps()));
      } catch (HubUnreadable unreadable) {
        commits.keep(unreadable);
        throw unreadable;
      }
    }
  }

  /** Tries to read what a gap left out; whether it is closed now. */
  boolean repair(Gap gap, Lane.Progress progress) throws InterruptedException {
    Stretch stretch = Stretch.of(gap);
    StretchState walk = repairState(gap);
    int restarts = 0;
    while (true) {
      try (ReadAhead ahead = open(walk, hub.firstPage(baseUrl, gap.order(), pageSize))) {
        while (true) {
          Read read = ahead.take();
          StretchWalk.Outcome outcome = StretchWalk.take(stretch, walk, read.page(), known());
          boolean whole = read.page().defect() == null;
          if (!whole && outcome.next().next() == null && !stretchEnds(stretch, read)) {
            return stillOpen(gap, String.valueOf(read.page().defect()));
          }
          if (!whole && read.page().rows().isEmpty()) {
            return stillOpen(gap, String.valueOf(read.page().defect()));
          }
          BackfillState state = commits.state();
          walk = outcome.next();
          commits.commit(
              outcome.done() ? state.closing(gap.id()) : state.with(new Repair(gap.id(), walk)),
              outcome,
              List.of());
          outcome.publish().forEach(repaired::remember);
          progress.working("repairing the gap " + gap.id() + ", page " + walk.pages());
          if (outcome.done()) {
            LOG.atInfo()
                .addKeyValue("hub", hub.name())
                .addKeyValue("lane", "backfill")
                .addKeyValue("outcome", "gap_closed")
                .log("closed the gap {} after {} pages", gap.id(), walk.pages());
            return true;
          }
        }
      } catch (CursorRefused refused) {
        restarts = countRestart(restarts, refused);
        walk = walk.restarted();
      } catch (HubUnreadable unreadable) {
        commits.keep(unreadable);
        return stillOpen(gap, String.valueOf(unreadable.getMessage()));
      }
    }
  }

  private ReadAhead open(StretchState walk, String first) {
    String next = walk.next();
    String url = next == null ? first : origin.absolute(next).orElseThrow();
    return new ReadAhead(pages, origin, threads, url);
  }

  /** A repair that was cut off goes on; one of the lane's own gaps knows what it published. */
  private StretchState repairState(Gap gap) {
    BackfillState state = commits.state();
    Repair under = state.repair();
    if (under != null && under.gap().equals(gap.id())) {
      return under.walk();
    }
    StretchState fresh = StretchState.startingAt(gap.resume());
    Whole whole = state.whole();
    return whole != null && state.gaps().contains(gap)
        ? new StretchState(fresh.next(), null, false, whole.walk().ring().copy(), 0, 0, 0, 0)
        : fresh;
  }

  /** What is published already: by live, or by a repair of this process. */
  private Predicate<Row.Listed> known() {
    @Nullable LiveState live = ledger.live().orElse(null);
    Reach reach = live == null ? null : new Reach(live);
    return row -> (reach != null && reach.covers(row)) || repaired.holds(row);
  }

  private static boolean stretchEnds(Stretch stretch, Read read) {
    return StretchWalk.isPast(stretch, read.page());
  }

  private boolean stillOpen(Gap gap, String why) {
    LOG.atWarn()
        .addKeyValue("hub", hub.name())
        .addKeyValue("lane", "backfill")
        .addKeyValue("outcome", "gap_stays_open")
        .log("the gap {} could not be repaired: {}", gap.id(), why);
    return false;
  }

  private int countRestart(int restarts, CursorRefused refused) {
    if (restarts >= MOST_RESTARTS) {
      throw new HubUnreadable("the hub refuses its own pages", refused);
    }
    warn("cursor_refused", "the walk starts again from the first page and forwards");
    return restarts + 1;
  }

  private void warn(String outcome, String message) {
    LOG.atWarn()
        .addKeyValue("hub", hub.name())
        .addKeyValue("lane", "backfill")
        .addKeyValue("outcome", outcome)
        .log(message);
  }

  private Whole wholeState() {
    return Objects.requireNonNull(commits.state().whole());
  }
}
