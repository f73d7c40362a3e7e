package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.checkpoint.Checkpoints;
import dev.tunewatch.crawler.checkpoint.LiveCheckpoint;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.lane.ListingReader.CursorRefused;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.walk.LiveState;
import dev.tunewatch.crawler.walk.PageOutcome;
import dev.tunewatch.crawler.walk.SortState.Unfinished;
import dev.tunewatch.crawler.walk.Walk;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the newest created and the newest modified releases. Each page is fetched outside and
 * committed within one transaction together with the checkpoint behind it.
 */
public final class LiveLane implements Lane {

  private static final Logger LOG = LoggerFactory.getLogger(LiveLane.class);
  private static final int MOST_RESTARTED_WALKS = 3;

  private final LiveSettings settings;
  private final Hub hub;
  private final ListingReader pages;
  private final Origin origin;
  private final Walk walk;
  private final Checkpoints checkpoints;
  private final Publication publication;
  private final LiveCommits commits;
  private final LaneMetrics metrics;
  private final Clock clock;
  private final Waiter waiter;
  private final GapLedger ledger;
  private final Runnable caughtUp;
  private final Map<Order, String> etags = new EnumMap<>(Order.class);

  /**
   * How the lane polls.
   *
   * @param baseUrl of the hub
   * @param pageSize rows a page
   * @param pollInterval between polls
   * @param once whether it ends after its first complete poll
   */
  public record LiveSettings(String baseUrl, int pageSize, Duration pollInterval, boolean once) {}

  LiveLane(
      LiveSettings settings,
      Hub hub,
      ListingReader pages,
      Origin origin,
      Walk walk,
      Checkpoints checkpoints,
      Publication publication,
      LiveCommits commits,
      LaneMetrics metrics,
      Clock clock,
      Waiter waiter,
      GapLedger ledger,
      Runnable caughtUp) {
    this.settings = settings;
    this.hub = hub;
    this.pages = pages;
    this.origin = origin;
    this.walk = walk;
    this.checkpoints = checkpoints;
    this.publication = publication;
    this.commits = commits;
    this.metrics = metrics;
    this.clock = clock;
    this.waiter = waiter;
    this.ledger = ledger;
    this.caughtUp = caughtUp;
  }

  @Override
  public void run(Progress progress) throws InterruptedException {
    try (publication) {
      publication.open();
      etags.clear();
      commits.restored(
          checkpoints.read(commits.key()).map(LiveCheckpoint::decode).orElseGet(LiveState::fresh));
      do {
        long began = System.nanoTime();
        try {
          poll(progress);
        } catch (HubUnreadable unreadable) {
          commits.keep(unreadable);
          throw unreadable;
        }
        progress.working("last poll at " + clock.instant());
        ledger.polled();
        if (settings.once()) {
          ledger.awaitRepair();
          commits.dropRepaired();
          caughtUp.run();
          return;
        }
        caughtUp.run();
        waiter.await(rest(Duration.ofNanos(System.nanoTime() - began)));
      } while (true);
    }
  }

  /** From the beginning of one poll to that of the next is an interval, however long it took. */
  private Duration rest(Duration poll) {
    Duration rest = settings.pollInterval().minus(poll);
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  private void poll(Progress progress) throws InterruptedException {
    commits.dropRepaired();
    LiveState state = commits.state();
    boolean changes = hub.orders().contains(Order.MODIFIED);
    if (changes && state.modified().watermark() == null && state.modified().unfinished() == null) {
      readFirst(Order.MODIFIED, null)
          .ifPresent(
              read ->
                  commits.moved(walk.startAt(state, Order.MODIFIED, read.page(), clock.instant())));
    }
    boolean committed = walk(Order.CREATED, progress);
    if (changes) {
      committed |= walk(Order.MODIFIED, progress);
    }
    if (!committed) {
      commits.signOfLife();
    }
    metrics.fresh(clock.instant());
  }

  /** Whether anything was committed. */
  private boolean walk(Order order, Progress progress) throws InterruptedException {
    boolean committed = false;
    String etag = null;
    int restarts = 0;
    while (true) {
      LiveState state = commits.state();
      Unfinished unfinished = state.sort(order).unfinished();
      String next = unfinished == null ? null : unfinished.next();
      Optional<ListingReader.Read> read;
      try {
        read =
            next != null
                ? pages.read(origin.absolute(next).orElseThrow(), null)
                : readFirst(order, unfinished == null ? etags.get(order) : null);
      } catch (CursorRefused expired) {
        if (++restarts > MOST_RESTARTED_WALKS) {
          throw new HubUnreadable("the hub refuses its own pages", expired);
        }
        LOG.atWarn()
            .addKeyValue("hub", hub.name())
            .addKeyValue("outcome", "cursor_refused")
            .log("the walk starts again from the newest page");
        commits.moved(state.with(order, state.sort(order).restarted()));
        continue;
      }
      if (read.isEmpty()) {
        return committed;
      }
      if (next == null) {
        etag = read.get().etag();
      }
      PageOutcome outcome = walk.take(state, order, read.get().page(), clock.instant());
      // Where the walk needs no more pages, a bad link to the next one does no harm.
      List<DeadLetter> ofPage = outcome.gap() == null ? List.of() : read.get().deadLetters();
      committed |= commits.commit(order, outcome, ofPage);
      progress.working("walking by " + order.wireName() + ", last page at " + clock.instant());
      if (outcome.done()) {
        remember(order, etag);
        return committed;
      }
    }
  }

  private Optional<ListingReader.Read> readFirst(Order order, @Nullable String etag)
      throws InterruptedException {
    try {
      return pages.read(hub.firstPage(settings.baseUrl(), order, settings.pageSize()), etag);
    } catch (CursorRefused refused) {
      throw new HubUnreadable("the hub refuses the listing: " + refused.getMessage(), refused);
    }
  }

  private void remember(Order order, @Nullable String etag) {
    if (etag == null) {
      etags.remove(order);
    } else {
      etags.put(order, etag);
    }
  }
}
