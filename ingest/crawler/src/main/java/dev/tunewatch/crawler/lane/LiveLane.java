package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.checkpoint.Checkpoints;
import dev.tunewatch.crawler.checkpoint.LiveCheckpoint;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.lane.ListingReader.CursorRefused;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.walk.Gap;
import dev.tunewatch.crawler.walk.LiveState;
import dev.tunewatch.crawler.walk.PageOutcome;
import dev.tunewatch.crawler.walk.SortState.Unfinished;
import dev.tunewatch.crawler.walk.Walk;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
  private final LaneMetrics metrics;
  private final RunCounts counts;
  private final Clock clock;
  private final Waiter waiter;
  private final GapLedger ledger;
  private final Runnable caughtUp;
  private final Map<Order, String> etags = new EnumMap<>(Order.class);
  private LiveState state = LiveState.fresh();

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
      LaneMetrics metrics,
      RunCounts counts,
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
    this.metrics = metrics;
    this.counts = counts;
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
      state =
          checkpoints.read(checkpointKey()).map(LiveCheckpoint::decode).orElseGet(LiveState::fresh);
      showGaps();
      do {
        long began = System.nanoTime();
        poll();
        progress.working("last poll at " + clock.instant());
        ledger.polled();
        if (settings.once()) {
          ledger.awaitRepair();
          dropRepaired();
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

  /** Gaps that the backfill lane closed leave the checkpoint. */
  private void dropRepaired() {
    LiveState without = ledger.without(state);
    if (without.gaps().size() < state.gaps().size()) {
      publication.commit(
          new Batch(
              List.of(),
              List.of(),
              Map.of(checkpointKey(), LiveCheckpoint.encode(without)),
              coverage(without)));
      state = without;
      showGaps();
    }
  }

  private void poll() throws InterruptedException {
    dropRepaired();
    boolean changes = hub.orders().contains(Order.MODIFIED);
    if (changes && state.modified().watermark() == null && state.modified().unfinished() == null) {
      readFirst(Order.MODIFIED, null)
          .ifPresent(read -> state = walk.startAt(state, Order.MODIFIED, read.page()));
    }
    boolean committed = walk(Order.CREATED);
    if (changes) {
      committed |= walk(Order.MODIFIED);
    }
    if (!committed) {
      // Says that the lane lives, and finds out whether another instance took over.
      publication.commit(new Batch(List.of(), List.of(), Map.of(), coverage(state)));
    }
    metrics.fresh(clock.instant());
  }

  /** Whether anything was committed. */
  private boolean walk(Order order) throws InterruptedException {
    boolean committed = false;
    String etag = null;
    int restarts = 0;
    while (true) {
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
        state = state.with(order, state.sort(order).restarted());
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
      committed |= commit(order, outcome, ofPage);
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

  private boolean commit(Order order, PageOutcome outcome, List<DeadLetter> ofPage) {
    boolean moved = !outcome.next().sort(order).equals(state.sort(order));
    if (!moved
        && outcome.publish().isEmpty()
        && outcome.refuse().isEmpty()
        && outcome.escalate().isEmpty()
        && ofPage.isEmpty()) {
      state = outcome.next();
      return false;
    }
    List<Publishable> parts = new ArrayList<>();
    for (Row.Listed row : outcome.publish()) {
      row.parts().forEach(part -> parts.add(Publishable.observed(part, row.fingerprint())));
    }
    for (Row.Escalated row : outcome.withdraw()) {
      parts.addAll(Publishable.withdrawn(row.release(), row.identity(), clock.instant()));
    }
    List<DeadLetter> letters = new ArrayList<>(ofPage);
    for (Row.Refused row : outcome.refuse()) {
      letters.add(
          new DeadLetter(
              "ingest.live",
              "malformed",
              row.reason(),
              hub.name() + " listing by " + order.wireName(),
              hub.name().getBytes(StandardCharsets.UTF_8),
              row.bytes()));
    }
    publication.commit(
        new Batch(
                parts,
                letters,
                Map.of(checkpointKey(), LiveCheckpoint.encode(outcome.next())),
                coverage(outcome.next()))
            .withEscalations(outcome.escalate().stream().map(Row.Escalated::escalation).toList()));
    state = outcome.next();
    count(outcome, letters);
    return true;
  }

  private void count(PageOutcome outcome, List<DeadLetter> letters) {
    int rows = outcome.publish().size() + outcome.refuse().size() + outcome.escalate().size();
    metrics.listed(rows);
    counts.listed(rows, outcome.publish().size());
    for (Row.Listed row : outcome.publish()) {
      row.parts().forEach(part -> metrics.published(part.body().part()));
      if (!row.plausible()) {
        metrics.implausible();
      }
    }
    letters.forEach(letter -> metrics.deadLetter(letter.reason()));
    counts.deadLetters(letters.size());
    Gap gap = outcome.gap();
    if (gap != null) {
      metrics.gapFound();
      LOG.atWarn()
          .addKeyValue("hub", hub.name())
          .addKeyValue("lane", "live")
          .addKeyValue("outcome", gap.reason().wireName())
          .log("a gap in the listing by {} from {} to {}", gap.order(), gap.newer(), gap.older());
    }
    showGaps();
  }

  private void showGaps() {
    ledger.live(state);
    metrics.gapsOpen(state.gaps().size());
    counts.gapsOpen(state.gaps().size());
  }

  private String checkpointKey() {
    return hub.name() + "/live";
  }

  private byte[] coverage(LiveState of) {
    return LiveCoverage.of(hub.name(), of, clock.instant()).encode();
  }

  private void remember(Order order, @Nullable String etag) {
    if (etag == null) {
      etags.remove(order);
    } else {
      etags.put(order, etag);
    }
  }
}
