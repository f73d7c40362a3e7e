package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.checkpoint.Checkpoints;
import dev.tunewatch.crawler.checkpoint.ReconcileCheckpoint;
import dev.tunewatch.crawler.coverage.Coverage;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.lane.Reconciling.Found;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.reconcile.ReconcileSummary;
import dev.tunewatch.events.PartKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From time to time, and when asked, holds the hub's whole listing against the log. */
public final class ReconcileLane implements Lane {

  private static final Logger LOG = LoggerFactory.getLogger(ReconcileLane.class);
  private static final int LONG_WALK = 100;
  private static final Duration TICK = Duration.ofMillis(200);

  private final ReconcileSettings settings;
  private final String hub;
  private final Reconciling reconciling;
  private final Checkpoints checkpoints;
  private final Publication publication;
  private final LaneMetrics metrics;
  private final RunCounts counts;
  private final Clock clock;
  private final BooleanSupplier liveCaughtUp;
  private final Queue<CompletableFuture<ReconcileSummary>> asked = new ConcurrentLinkedQueue<>();

  private final Heartbeat heartbeat;
  private final GrowingRest rest = new GrowingRest();
  private int commitsOfWalk;
  private boolean atStart;
  private ReconcileCheckpoint stands;

  /**
   * How the lane works.
   *
   * @param floor of a first start, null for all
   * @param every between two walks
   * @param atStart whether one begins when the live lane has caught up
   * @param heartbeat between signs of life when there is nothing to do
   * @param once whether it ends behind the walk at the start, or at once
   */
  public record ReconcileSettings(
      @Nullable Instant floor, Duration every, boolean atStart, Duration heartbeat, boolean once) {}

  ReconcileLane(
      ReconcileSettings settings,
      String hub,
      Reconciling reconciling,
      Checkpoints checkpoints,
      Publication publication,
      LaneMetrics metrics,
      RunCounts counts,
      Clock clock,
      BooleanSupplier liveCaughtUp) {
    this.settings = settings;
    this.hub = hub;
    this.reconciling = reconciling;
    this.checkpoints = checkpoints;
    this.publication = publication;
    this.metrics = metrics;
    this.counts = counts;
    this.clock = clock;
    this.liveCaughtUp = liveCaughtUp;
    this.heartbeat = new Heartbeat(settings.heartbeat());
    this.atStart = settings.atStart();
    this.stands = fresh();
  }

  /** Asks for a walk now; may be called from any thread. */
  public CompletableFuture<ReconcileSummary> request() {
    CompletableFuture<ReconcileSummary> done = new CompletableFuture<>();
    asked.add(done);
    return done;
  }

  @Override
  public void run(Progress progress) throws InterruptedException {
    try (publication) {
      publication.open();
      var kept = checkpoints.read(key());
      stands = kept.map(ReconcileCheckpoint::decode).orElseGet(this::fresh);
      commit(Found.NOTHING, kept.isEmpty());
      metrics.fresh(stands.finishedAt());
      heartbeat.beat(clock.instant());
      while (true) {
        boolean mayStart = liveCaughtUp.getAsBoolean();
        boolean due = !settings.once() && isDue();
        boolean resting = !settings.once() && rest.isOn(clock.instant());
        if (mayStart && !resting && (atStart || due || !asked.isEmpty())) {
          walk(progress);
          heartbeat.beat(clock.instant());
        }
        if (!resting) {
          progress.working("last walk ended at " + stands.finishedAt());
        }
        if (settings.once() && !atStart && asked.isEmpty()) {
          return;
        }
        if (heartbeat.isDue(clock.instant())) {
          commit(Found.NOTHING, false);
          heartbeat.beat(clock.instant());
        }
        Thread.sleep(TICK.toMillis());
      }
    }
  }

  private boolean isDue() {
    return !clock.instant().isBefore(stands.finishedAt().plus(settings.every()));
  }

  /** A long walk that fails is not begun again at once: its requests would be made in vain. */
  private void walk(Progress progress) throws InterruptedException {
    commitsOfWalk = 0;
    try {
      reconcile(progress);
      rest.end();
    } catch (HubUnreadable unreadable) {
      if (commitsOfWalk >= LONG_WALK) {
        rest.begin(clock.instant());
      }
      throw unreadable;
    }
  }

  private void reconcile(Progress progress) throws InterruptedException {
    List<CompletableFuture<ReconcileSummary>> answered = new ArrayList<>(asked);
    ReconcileSummary summary =
        reconciling.run(
            stands.floor(),
            (found, listed) -> {
              commitsOfWalk++;
              stands = stands.and(listed, found.parts().size(), found.letters().size());
              if (!found.isEmpty()) {
                commit(found, false);
              }
              metrics.listed(listed);
              progress.working("walking the whole listing");
            });
    if (summary.whole()) {
      Instant now = clock.instant();
      stands = stands.finished(now);
      commit(Found.NOTHING, true);
      metrics.fresh(now);
    } else if (answered.isEmpty() && !atStart) {
      throw new HubUnreadable("the whole listing could not be walked to its end");
    }
    LOG.atInfo()
        .addKeyValue("hub", hub)
        .addKeyValue("lane", "reconcile")
        .addKeyValue("outcome", summary.whole() ? "whole" : "cut")
        .log("the listing was held against the log: {}", summary);
    atStart = false;
    answered.forEach(
        done -> {
          asked.remove(done);
          done.complete(summary);
        });
  }

  private void commit(Found found, boolean moved) {
    Coverage coverage =
        new Coverage(
            Coverage.VERSION,
            hub,
            "reconcile",
            stands.listed(),
            stands.published(),
            stands.refused() == null ? 0 : stands.refused(),
            List.of(),
            clock.instant());
    publication.commit(
        new Batch(
                found.parts(),
                found.identities(),
                found.letters(),
                moved || !found.isEmpty() ? Map.of(key(), stands.encode()) : Map.of(),
                coverage.encode())
            .withEscalations(found.escalations()));
    found.parts().forEach(part -> metrics.published(part.kind(), part.part()));
    counts.listed(
        0, found.parts().stream().filter(part -> part.kind() == PartKind.LISTING).count());
    found.letters().forEach(letter -> metrics.deadLetter(letter.reason()));
    counts.deadLetters(found.letters().size());
  }

  private ReconcileCheckpoint fresh() {
    return new ReconcileCheckpoint(
        ReconcileCheckpoint.VERSION, settings.floor(), clock.instant(), 0, 0, 0L);
  }

  private String key() {
    return hub + "/reconcile";
  }
}
