package dev.tunewatch.crawler;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.fetch.Backoff;
import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.crawler.lane.GapLedger;
import dev.tunewatch.crawler.lane.LaneRunner;
import dev.tunewatch.crawler.lane.Lanes;
import dev.tunewatch.crawler.lane.ReconcileLane;
import dev.tunewatch.crawler.lane.RunCounts;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.reconcile.ReconcileSummary;
import dev.tunewatch.events.ComponentHealth;
import io.prometheus.client.CollectorRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The crawler of one hub: its lanes, one thread each. The topics must exist. Connecting is lazy, so
 * that a hub or broker that is away delays nothing but the lanes.
 */
public final class Crawler implements Ingestion {

  private final HubRequests requests;
  private final LaneThreads lanes;
  private final ReconcileLane reconciling;
  private final GapLedger ledger = new GapLedger();
  private final RunCounts counts = new RunCounts();
  private final CompletableFuture<Void> liveCaughtUp = new CompletableFuture<>();
  private final CompletableFuture<Void> detailCaughtUp = new CompletableFuture<>();
  private final CompletableFuture<CrawlSummary> caughtUp;

  /**
   * Wires the only crawler of a process.
   *
   * @param registry gets the metrics; crawlers of several hubs share an {@link IngestMetrics}
   *     instead, because a registry takes each metric once
   */
  public Crawler(
      CrawlerConfig config, KafkaSettings kafka, CollectorRegistry registry, Clock clock) {
    this(config, kafka, new IngestMetrics(registry), clock);
  }

  /** Wires one of several crawlers. */
  public Crawler(CrawlerConfig config, KafkaSettings kafka, IngestMetrics metrics, Clock clock) {
    this(config, Redaction.NOTHING, kafka, metrics, clock);
  }

  /**
   * Wires one of several crawlers.
   *
   * @param redaction what stands for names that must not be kept
   */
  public Crawler(
      CrawlerConfig config,
      Redaction redaction,
      KafkaSettings kafka,
      IngestMetrics metrics,
      Clock clock) {
    this(
        config,
        redaction,
        kafka,
        metrics,
        clock,
        Waiter.SYSTEM,
        Backoff.DEFAULT,
        UnaryOperator.identity());
  }

  /** The same with time and publication in the hands of a test. */
  Crawler(
      CrawlerConfig config,
      KafkaSettings kafka,
      IngestMetrics metrics,
      Clock clock,
      Waiter waiter,
      Backoff backoff,
      UnaryOperator<Publication> publications) {
    this(config, Redaction.NOTHING, kafka, metrics, clock, waiter, backoff, publications);
  }

  private Crawler(
      CrawlerConfig config,
      Redaction redaction,
      KafkaSettings kafka,
      IngestMetrics metrics,
      Clock clock,
      Waiter waiter,
      Backoff backoff,
      UnaryOperator<Publication> publications) {
    RandomGenerator random = new SecureRandom();
    requests = new HubRequests(config, metrics, clock, waiter, backoff, random);
    Lanes wired =
        new Lanes(
            Hubs.find(config.hub()).orElseThrow().with(redaction),
            kafka,
            requests.fetcher(),
            new Origin(config.baseUrl().toString()),
            metrics,
            counts,
            clock,
            waiter,
            random,
            publications,
            config.ggufHeader());
    LaneWiring wiring = new LaneWiring(config, wired, requests, ledger, clock, waiter, random);
    reconciling = wiring.reconcile(liveCaughtUp::isDone);
    lanes =
        new LaneThreads(
            wiring.thread("live", wiring.live(() -> liveCaughtUp.complete(null))),
            wiring.thread(
                "detail",
                wiring.detail(
                    () -> liveCaughtUp.isDone() && isReadWhole(config),
                    () -> detailCaughtUp.complete(null))),
            wiring.thread("backfill", wiring.backfill()),
            wiring.thread("recheck", wiring.recheck(liveCaughtUp::isDone)),
            wiring.thread("reconcile", reconciling));
    lanes.backfill().ended().whenComplete((end, failure) -> ledger.tried());
    lanes.live().ended().whenComplete((end, failure) -> liveEnded(failure));
    CompletableFuture<Void> all =
        config.once() ? lanes.ended() : CompletableFuture.allOf(liveCaughtUp, detailCaughtUp);
    caughtUp = all.thenApply(done -> summary());
    failWith(lanes.live());
    failWith(lanes.detail());
    failWith(lanes.recheck());
    failWith(lanes.reconcile());
  }

  /** Starts the lanes; call once. */
  @Override
  public void start() {
    lanes.start();
  }

  /**
   * Completes when the live lane has polled once whole and the detail lane has worked off what was
   * in the log then; exceptionally when a lane failed for good. With {@code once} the lanes end
   * then.
   */
  @Override
  public CompletableFuture<CrawlSummary> caughtUp() {
    return caughtUp;
  }

  /**
   * Walks the hub's whole listing now, when the live lane has caught up, and holds it against the
   * log; call after {@link #start()}. Exceptional when the lane failed for good.
   */
  public CompletableFuture<ReconcileSummary> reconcile() {
    CompletableFuture<ReconcileSummary> done = reconciling.request();
    lanes
        .reconcile()
        .ended()
        .whenComplete(
            (end, failure) ->
                done.completeExceptionally(
                    failure != null ? failure : new IllegalStateException("the lane has ended")));
    return done;
  }

  /** Counts of this run so far. */
  @Override
  public CrawlSummary summary() {
    return new CrawlSummary(
        counts.listed(), counts.published(), counts.gapsOpen(), counts.deadLetters());
  }

  /** Whether each lane can do its work. */
  @Override
  public List<ComponentHealth> check() {
    return lanes.health();
  }

  /** Stops the lanes where they stand; takes less than 5 seconds. */
  @Override
  public void close() {
    lanes.close();
    requests.close();
    lanes.awaitEnd();
    caughtUp.cancel(false);
  }

  private boolean isReadWhole(CrawlerConfig config) {
    return !config.once()
        || (lanes.backfill().ended().isDone()
            && (!config.revisits().reconcileAtStart() || lanes.reconcile().ended().isDone()));
  }

  /** What the backfill lane knows of live is then out of date; another instance has its own. */
  private void liveEnded(@Nullable Throwable failure) {
    if (failure != null) {
      lanes.backfill().close();
    }
  }

  private void failWith(LaneRunner lane) {
    lane.ended()
        .whenComplete(
            (end, failure) -> {
              if (failure != null) {
                caughtUp.completeExceptionally(failure);
              }
            });
  }
}
