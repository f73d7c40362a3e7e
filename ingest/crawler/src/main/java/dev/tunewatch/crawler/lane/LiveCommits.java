package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.checkpoint.LiveCheckpoint;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.walk.Gap;
import dev.tunewatch.crawler.walk.LiveState;
import dev.tunewatch.crawler.walk.PageOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live lane's state, and its way into Kafka with what it covers. */
final class LiveCommits {

  private static final Logger LOG = LoggerFactory.getLogger(LiveCommits.class);

  private final Hub hub;
  private final Publication publication;
  private final LaneMetrics metrics;
  private final RunCounts counts;
  private final Clock clock;
  private final GapLedger ledger;
  private final UnreadablePages unreadable = new UnreadablePages();
  private LiveState state = LiveState.fresh();

  LiveCommits(
      Hub hub,
      Publication publication,
      LaneMetrics metrics,
      RunCounts counts,
      Clock clock,
      GapLedger ledger) {
    this.hub = hub;
    this.publication = publication;
    this.metrics = metrics;
    this.counts = counts;
    this.clock = clock;
    this.ledger = ledger;
  }

  LiveState state() {
    return state;
  }

  /** Whose checkpoint it is. */
  String key() {
    return hub.name() + "/live";
  }

  /** What was committed before this process or this run. */
  void restored(LiveState committed) {
    state = committed;
    showGaps();
  }

  /** What need not be committed before a page is. */
  void moved(LiveState next) {
    state = next;
  }

  /** The lane lives; also finds out whether another instance took over. */
  void signOfLife() {
    publication.commit(new Batch(List.of(), List.of(), Map.of(), coverage(state)));
  }

  /** Gaps that the backfill lane closed leave the checkpoint. */
  void dropRepaired() {
    LiveState without = ledger.without(state);
    if (without.gaps().size() < state.gaps().size()) {
      publication.commit(
          new Batch(
              List.of(),
              List.of(),
              Map.of(key(), LiveCheckpoint.encode(without)),
              coverage(without)));
      state = without;
      showGaps();
    }
  }

  /** Keeps what the hub sent instead of a page; the lane stays where it is. */
  void keep(HubUnreadable page) {
    unreadable
        .first(page)
        .ifPresent(
            letter -> {
              publication.commit(new Batch(List.of(), List.of(letter), Map.of(), coverage(state)));
              count(List.of(letter));
            });
  }

  /** A page and the state behind it; whether there was anything to commit. */
  boolean commit(Order order, PageOutcome outcome, List<DeadLetter> ofPage) {
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
                Map.of(key(), LiveCheckpoint.encode(outcome.next())),
                coverage(outcome.next()))
            .withEscalations(outcome.escalate().stream().map(Row.Escalated::escalation).toList()));
    state = outcome.next();
    count(outcome);
    count(letters);
    return true;
  }

  private void count(List<DeadLetter> letters) {
    letters.forEach(letter -> metrics.deadLetter(letter.reason()));
    counts.deadLetters(letters.size());
  }

  private void count(PageOutcome outcome) {
    int rows = outcome.publish().size() + outcome.refuse().size() + outcome.escalate().size();
    metrics.listed(rows);
    counts.listed(rows, outcome.publish().size());
    for (Row.Listed row : outcome.publish()) {
      row.parts().forEach(part -> metrics.published(part.body().part()));
      if (!row.plausible()) {
        metrics.implausible();
      }
    }
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

  private byte[] coverage(LiveState of) {
    return LiveCoverage.of(hub.name(), of, clock.instant()).encode();
  }
}
