package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.checkpoint.BackfillCheckpoint;
import dev.tunewatch.crawler.checkpoint.Checkpoints;
import dev.tunewatch.crawler.checkpoint.LiveCheckpoint;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.walk.BackfillState;
import dev.tunewatch.crawler.walk.BackfillState.Whole;
import dev.tunewatch.crawler.walk.Gap;
import dev.tunewatch.crawler.walk.Reach;
import dev.tunewatch.crawler.walk.WholeWalk;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Repairs gaps, and walks the whole hub once where it is asked to. Repairs go first, and between
 * two pages of the long walk. It comes after the live lane's first poll and takes nothing over,
 * opens nothing at the broker, before there is something to do.
 */
public final class BackfillLane implements Lane {

  private final BackfillSettings settings;
  private final Hub hub;
  private final GapLedger ledger;
  private final Checkpoints checkpoints;
  private final Publication publication;
  private final BackfillCommits commits;
  private final BackfillWalks walks;
  private final LaneMetrics metrics;
  private final Clock clock;
  private final RepairTimes times;

  /**
   * How the lane works.
   *
   * @param heartbeat between signs of life when there is nothing to do
   * @param whole whether the whole hub is walked
   * @param once whether it ends when all is done that can be done now
   * @param alone whether no live lane runs in this process
   */
  public record BackfillSettings(Duration heartbeat, boolean whole, boolean once, boolean alone) {}

  BackfillLane(
      BackfillSettings settings,
      Hub hub,
      GapLedger ledger,
      Checkpoints checkpoints,
      Publication publication,
      BackfillCommits commits,
      BackfillWalks walks,
      LaneMetrics metrics,
      Clock clock) {
    this.settings = settings;
    this.hub = hub;
    this.ledger = ledger;
    this.checkpoints = checkpoints;
    this.publication = publication;
    this.commits = commits;
    this.walks = walks;
    this.metrics = metrics;
    this.clock = clock;
    this.times = new RepairTimes(settings.once());
  }

  @Override
  public void run(Progress progress) throws InterruptedException {
    try (publication) {
      boolean open = false;
      if (settings.alone()) {
        // First, as it ends what a killed instance left open in front of any checkpoint.
        open();
        open = true;
        checkpoints.read(hub.name() + "/live").map(LiveCheckpoint::decode).ifPresent(ledger::live);
      } else {
        progress.working("waiting for the first poll of the live lane");
        ledger.awaitPoll();
      }
      while (true) {
        if (!open && (settings.whole() || !ledger.open().isEmpty())) {
          open();
          open = true;
        }
        if (open) {
          work(progress);
        }
        ledger.tried();
        if (settings.once() && (!settings.whole() || isDone())) {
          return;
        }
        if (open) {
          commits.signOfLife();
        }
        metrics.fresh(clock.instant());
        progress.working(open ? commits.progress().reason() : "no gap to repair");
        ledger.awaitNews(times.untilDue(gaps(), settings.heartbeat(), clock.instant()));
      }
    }
  }

  private void open() throws InterruptedException {
    publication.open();
    Optional<byte[]> stored = checkpoints.read(hub.name() + "/backfill");
    commits.restored(stored.map(BackfillCheckpoint::decode).orElse(BackfillState.FRESH));
    ledger.closed(commits.state().closed());
  }

  private void work(Progress progress) throws InterruptedException {
    while (true) {
      repair(progress);
      if (!settings.whole() || isDone()) {
        return;
      }
      walkWhole(progress);
    }
  }

  /** Tries each gap that is due. */
  private void repair(Progress progress) throws InterruptedException {
    for (Optional<Gap> due = due(); due.isPresent(); due = due()) {
      Gap gap = due.get();
      progress.working("repairing the gap " + gap.id());
      times.trying(gap, clock.instant());
      boolean own = commits.state().gaps().contains(gap);
      if (walks.repair(gap, progress)) {
        ledger.closed(List.of(gap.id()));
        times.forget(gap);
        metrics.gapClosed(own ? "backfill" : "live");
      }
    }
  }

  /** Until the end of the hub, or until there is a gap to be repaired first. */
  private void walkWhole(Progress progress) throws InterruptedException {
    BackfillState state = commits.state();
    if (state.whole() == null) {
      boolean nothingLeft = ledger.live().map(live -> new Reach(live).isWhole()).orElse(false);
      if (nothingLeft) {
        commits.commit(WholeWalk.nothingLeft(state, clock.instant()));
        return;
      }
      commits.restored(WholeWalk.begin(state, clock.instant()));
    }
    walks.whole(() -> due().isPresent(), progress);
  }

  private Optional<Gap> due() {
    return times.due(gaps(), clock.instant());
  }

  private List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>(ledger.open());
    gaps.addAll(commits.state().gaps());
    return gaps;
  }

  private boolean isDone() {
    Whole whole = commits.state().whole();
    return whole != null && whole.done();
  }
}
