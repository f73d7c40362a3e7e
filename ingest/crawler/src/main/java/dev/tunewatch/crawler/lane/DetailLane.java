package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.checkpoint.Checkpoints;
import dev.tunewatch.crawler.checkpoint.DetailCheckpoint;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.queue.ReleaseQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Reads the small files of the releases that the live lane lists. Its queue is the release log
 * itself; its positions in the log are its checkpoint, committed with the parts that they cover.
 */
public final class DetailLane implements Lane {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int BATCH = 200;

  private final Hub hub;
  private final ReleaseQueue queue;
  private final DetailBatches batches;
  private final Checkpoints checkpoints;
  private final Publication publication;
  private final LaneMetrics metrics;
  private final RunCounts counts;
  private final Clock clock;
  private final DetailSettings settings;
  private final BooleanSupplier liveCaughtUp;
  private final Runnable caughtUp;

  /**
   * How the lane works.
   *
   * @param heartbeat between signs of life when there is nothing to do
   * @param once whether it ends when it has worked off what the live lane listed
   */
  public record DetailSettings(Duration heartbeat, boolean once) {}

  DetailLane(
      DetailSettings settings,
      Hub hub,
      ReleaseQueue queue,
      DetailBatches batches,
      Checkpoints checkpoints,
      Publication publication,
      LaneMetrics metrics,
      RunCounts counts,
      Clock clock,
      BooleanSupplier liveCaughtUp,
      Runnable caughtUp) {
    this.settings = settings;
    this.hub = hub;
    this.queue = queue;
    this.batches = batches;
    this.checkpoints = checkpoints;
    this.publication = publication;
    this.metrics = metrics;
    this.counts = counts;
    this.clock = clock;
    this.liveCaughtUp = liveCaughtUp;
    this.caughtUp = caughtUp;
  }

  @Override
  public void run(Progress progress) throws InterruptedException {
    try (publication;
        queue) {
      publication.open();
      DetailCheckpoint checkpoint =
          checkpoints
              .read(checkpointKey())
              .map(DetailCheckpoint::decode)
              .orElseGet(DetailCheckpoint::fresh);
      queue.open(checkpoint.positions());
      DetailState state = new DetailState(checkpoint);
      Map<Integer, Long> target = null;
      Heartbeat heartbeat = new Heartbeat(settings.heartbeat());
      while (true) {
        if (target == null && liveCaughtUp.getAsBoolean()) {
          target = queue.ends();
        }
        List<ReleaseQueue.Entry> entries = queue.poll(POLL);
        for (int from = 0; from < entries.size(); from += BATCH) {
          List<ReleaseQueue.Entry> batch =
              entries.subList(from, Math.min(entries.size(), from + BATCH));
          DetailBatches.Outcome outcome = work(batch, state, progress);
          state.passed(batch);
          if (outcome.worthCommitting()) {
            commit(outcome, state);
            heartbeat.beat(clock.instant());
            progress.working("reading cards");
          }
        }
        state.passed(queue.positions());
        boolean reached = target != null && state.hasReached(target);
        Instant now = clock.instant();
        if (heartbeat.isDue(now) || (reached && settings.once())) {
          commit(DetailBatches.Outcome.NOTHING, state);
          heartbeat.beat(now);
        }
        // An empty poll, with what failed still to come again, says nothing of the hub.
        if (!batches.isHubAway()) {
          progress.working(reached || entries.isEmpty() ? "waiting for releases" : "reading cards");
        }
        if (entries.isEmpty() && !batches.isHubAway()) {
          metrics.fresh(now);
        }
        if (reached) {
          caughtUp.run();
          if (settings.once()) {
            return;
          }
        }
      }
    }
  }

  private DetailBatches.Outcome work(
      List<ReleaseQueue.Entry> batch, DetailState state, Progress progress)
      throws InterruptedException {
    try {
      return batches.work(batch, state);
    } catch (HubUnreadable unread) {
      if (!batches.isHubAway()) {
        // The hub answers, save for some files; Patience bounds how often these are asked for.
        progress.working("reading cards");
      }
      throw unread;
    }
  }

  private String checkpointKey() {
    return hub.name() + "/detail";
  }

  private void commit(DetailBatches.Outcome outcome, DetailState state) {
    boolean moved = !state.isSaved() || outcome.worthCommitting();
    publication.commit(
        new Batch(
            outcome.parts(),
            outcome.deadLetters(),
            moved ? Map.of(checkpointKey(), state.toCheckpoint().encode()) : Map.of(),
            state.coverage(hub.name(), clock.instant()).encode()));
    state.saved();
    outcome.parts().forEach(part -> metrics.published(part.kind()));
    metrics.listed(outcome.handled());
    for (DeadLetter letter : outcome.deadLetters()) {
      metrics.deadLetter(letter.reason());
    }
    counts.deadLetters(outcome.deadLetters().size());
  }
}
