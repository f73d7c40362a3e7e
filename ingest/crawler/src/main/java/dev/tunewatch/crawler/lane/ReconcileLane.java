package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.checkpoint.Checkpoints;
import dev.tunewatch.crawler.checkpoint.ReconcileCheckpoint;
import dev.tunewatch.crawler.coverage.Coverage;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.reconcile.ReconcileSummary;
import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Status;
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
      commit(List.of(), List.of(), List.of(), kept.isEmpty());
      metrics.fresh(stands.finishedAt());
      Instant lastSign = clock.instant();
      while (true) {
        boolean mayStart = liveCaughtUp.getAsBoolean();
        boolean due = !settings.once() && isDue();
        if (mayStart && (atStart || due || !asked.isEmpty())) {
          reconcile(progress);
          lastSign = clock.instant();
        }
        progress.working("last walk ended at " + stands.finishedAt());
        if (settings.once() && !atStart && asked.isEmpty()) {
          return;
        }
        if (!clock.instant().isBefore(lastSign.plus(settings.heartbeat()))) {
          commit(List.of(), List.of(), List.of(), false);
          lastSign = clock.instant();
        }
        Thread.sleep(TICK.toMillis());
      }
    }
  }

  private boolean isDue() {
    return !clock.instant().isBefore(stands.finishedAt().plus(settings.every()));
  }

  private void reconcile(Progress progress) throws InterruptedException {
    List<CompletableFuture<ReconcileSummary>> answered = new ArrayList<>(asked);
    ReconcileSummary summary =
        reconciling.run(
            stands.floor(),
            (parts, identities, escalations, listed) -> {
              stands =
                  new ReconcileCheckpoint(
                      ReconcileCheckpoint.VERSION,
                      stands.floor(),
                      stands.finishedAt(),
                      stands.listed() + listed,
                      stands.published() + parts.size());
              if (!parts.isEmpty() || !identities.isEmpty() || !escalations.isEmpty()) {
                commit(parts, identities, escalations, false);
              }
              metrics.listed(listed);
              progress.working("walking the whole listing");
            });
    if (summary.whole()) {
      Instant now = clock.instant();
      stands =
          new ReconcileCheckpoint(
              ReconcileCheckpoint.VERSION,
              stands.floor(),
              now,
              stands.listed(),
              stands.published());
      commit(List.of(), List.of(), List.of(), true);
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

  private void commit(
      List<Publishable> parts,
      List<Identity> identities,
      List<Escalation> escalations,
      boolean moved) {
    Coverage coverage =
        new Coverage(
            Coverage.VERSION,
            hub,
            "reconcile",
            stands.listed(),
            stands.published(),
            0,
            List.of(),
            clock.instant());
    publication.commit(
        new Batch(
                parts,
                identities,
                List.of(),
                moved || !parts.isEmpty() ? Map.of(key(), stands.encode()) : Map.of(),
                coverage.encode())
            .withEscalations(escalations));
    for (Publishable part : parts) {
      metrics.published(part.kind());
      if (part.part() != null && part.part().body() instanceof Status status) {
        metrics.became(status.state().wireName());
      }
    }
    long listings = parts.stream().filter(part -> part.kind() == PartKind.LISTING).count();
    counts.listed(0, listings);
  }

  private ReconcileCheckpoint fresh() {
    return new ReconcileCheckpoint(
        ReconcileCheckpoint.VERSION, settings.floor(), clock.instant(), 0, 0);
  }

  private String key() {
    return hub + "/reconcile";
  }
}
