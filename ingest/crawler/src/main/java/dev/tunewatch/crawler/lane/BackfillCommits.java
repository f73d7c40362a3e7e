package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.checkpoint.BackfillCheckpoint;
import dev.tunewatch.crawler.coverage.Coverage;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.walk.BackfillState;
import dev.tunewatch.crawler.walk.Gap;
import dev.tunewatch.crawler.walk.StretchState;
import dev.tunewatch.crawler.walk.StretchWalk;
import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.ReleasePart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The backfill lane's state, and its way into Kafka with what it covers. */
final class BackfillCommits {

  private final Hub hub;
  private final Publication publication;
  private final LaneMetrics metrics;
  private final RunCounts counts;
  private final Clock clock;
  private final BackfillPace pace;
  private final Consumer<BackfillProgress> watcher;
  private final UnreadablePages unreadable = new UnreadablePages();
  private BackfillState state = BackfillState.FRESH;
  private @Nullable BackfillProgress shown;

  BackfillCommits(
      Hub hub,
      Publication publication,
      LaneMetrics metrics,
      RunCounts counts,
      Clock clock,
      Consumer<BackfillProgress> watcher) {
    this.hub = hub;
    this.publication = publication;
    this.metrics = metrics;
    this.counts = counts;
    this.clock = clock;
    this.pace = new BackfillPace(hub, clock);
    this.watcher = watcher;
  }

  BackfillState state() {
    return state;
  }

  /** As it was when the state was committed or restored; the first time, as it is. */
  BackfillProgress progress() {
    BackfillProgress last = shown;
    return last == null ? pace.progress(state) : last;
  }

  /** What is committed already, or need not be before more is. */
  void restored(BackfillState committed) {
    state = committed;
    show(pace.progress(state));
  }

  /** The lane lives; also finds out whether another instance took over. */
  void signOfLife() {
    publication.commit(new Batch(List.of(), List.of(), Map.of(), coverage(state, clock.instant())));
  }

  /** Keeps what the hub sent instead of a page; the lane stays where it is. */
  void keep(HubUnreadable page) {
    unreadable
        .first(page)
        .ifPresent(letter -> commit(state, List.of(), List.of(letter), List.of()));
  }

  /** Moves without a page. */
  void commit(BackfillState next) {
    commit(next, List.of(), List.of(), List.of());
  }

  /** A page and the state behind it. */
  void commit(BackfillState next, StretchWalk.Outcome page, List<DeadLetter> ofPage) {
    List<Publishable> parts = new ArrayList<>();
    for (Row.Listed row : page.publish()) {
      for (ReleasePart part : row.parts()) {
        parts.add(Publishable.observed(part, row.fingerprint()));
      }
    }
    List<DeadLetter> letters = new ArrayList<>(ofPage);
    for (Row.Refused row : page.refuse()) {
      letters.add(
          new DeadLetter(
              "ingest.backfill",
              "malformed",
              row.reason(),
              hub.name() + " listing",
              hub.name().getBytes(StandardCharsets.UTF_8),
              row.bytes()));
    }
    commit(next, parts, letters, page.escalate().stream().map(Row.Escalated::escalation).toList());
    metrics.listed(page.publish().size() + page.refuse().size());
    counts.listed(page.publish().size() + page.refuse().size(), page.publish().size());
    for (Row.Listed row : page.publish()) {
      if (!row.plausible()) {
        metrics.implausible();
      }
    }
  }

  /** A gap in the walk over the whole hub. */
  void found(Gap gap) {
    metrics.gapFound();
  }

  private void commit(
      BackfillState next,
      List<Publishable> parts,
      List<DeadLetter> letters,
      List<Escalation> escalations) {
    BackfillProgress progress = pace.progress(next);
    publication.commit(
        new Batch(
            parts,
            List.of(),
            escalations,
            letters,
            Map.of(hub.name() + "/backfill", BackfillCheckpoint.encode(next)),
            coverage(next, progress.at()),
            Map.of(progress.component(), progress.encode())));
    state = next;
    parts.forEach(part -> metrics.published(part.kind()));
    letters.forEach(letter -> metrics.deadLetter(letter.reason()));
    counts.deadLetters(letters.size());
    show(progress);
  }

  private void show(BackfillProgress progress) {
    shown = progress;
    metrics.gapsOpen(state.gaps().size());
    counts.backfillGapsOpen(state.gaps().size());
    metrics.backfill(progress.rows(), progress.position(), progress.done());
    watcher.accept(progress);
  }

  private byte[] coverage(BackfillState of, Instant at) {
    BackfillState.Whole whole = of.whole();
    StretchState walk = whole == null ? StretchState.startingAt(null) : whole.walk();
    return new Coverage(
            Coverage.VERSION,
            hub.name(),
            "backfill",
            walk.rows(),
            walk.published(),
            walk.refused(),
            LiveCoverage.gaps(of.gaps()),
            of.closings(),
            at)
        .encode();
  }
}
