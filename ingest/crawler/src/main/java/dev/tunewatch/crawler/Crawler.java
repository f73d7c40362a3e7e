package dev.tunewatch.crawler;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.fetch.Backoff;
import dev.tunewatch.crawler.fetch.Fetcher;
import dev.tunewatch.crawler.fetch.HttpFetcher;
import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.crawler.lane.BackfillLane.BackfillSettings;
import dev.tunewatch.crawler.lane.DetailLane.DetailSettings;
import dev.tunewatch.crawler.lane.GapLedger;
import dev.tunewatch.crawler.lane.LaneRunner;
import dev.tunewatch.crawler.lane.Lanes;
import dev.tunewatch.crawler.lane.LiveLane.LiveSettings;
import dev.tunewatch.crawler.lane.RecheckLane.RecheckSettings;
import dev.tunewatch.crawler.lane.ReconcileLane;
import dev.tunewatch.crawler.lane.ReconcileLane.ReconcileSettings;
import dev.tunewatch.crawler.lane.RunCounts;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.reconcile.ReconcileSummary;
import dev.tunewatch.crawler.walk.Walk;
import dev.tunewatch.events.ComponentHealth;
import io.prometheus.client.CollectorRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The crawler of one hub: its lanes, one thread each. The topics must exist. Connecting is lazy, so
 * that a hub or broker that is away delays nothing but the lanes.
 */
public final class Crawler implements Ingestion {

  private static final Duration CLOSE = Duration.ofSeconds(4);

  private final Fetcher fetcher;
  private final ExecutorService inFlight;
  private final LaneRunner live;
  private final LaneRunner detail;
  private final LaneRunner recheck;
  private final LaneRunner reconcile;
  private final ReconcileLane reconciling;
  private final ExecutorService ahead;
  private final LaneRunner backfill;
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
    Hub hub = Hubs.find(config.hub()).orElseThrow().with(redaction);
    String baseUrl = config.baseUrl().toString();
    Origin origin = new Origin(baseUrl);
    RandomGenerator random = new SecureRandom();
    fetcher = fetcher(config, metrics, clock, waiter, backoff, random);
    ahead = Executors.newFixedThreadPool(2, Crawler::daemon);
    inFlight = Executors.newFixedThreadPool(config.detailRequests(), Crawler::daemon);
    Lanes lanes =
        new Lanes(
            hub,
            kafka,
            fetcher,
            origin,
            metrics,
            counts,
            clock,
            waiter,
            random,
            publications,
            config.ggufHeader());
    Walk walk = new Walk(config.since().bound(clock.instant()).orElse(null), config.pollPages());
    String component = "ingest." + hub.name() + ".";
    live =
        new LaneRunner(
            component + "live",
            lanes.live(
                new LiveSettings(baseUrl, config.pageSize(), config.pollInterval(), config.once()),
                walk,
                ledger,
                () -> liveCaughtUp.complete(null)),
            config.once(),
            waiter,
            random);
    detail =
        new LaneRunner(
            component + "detail",
            lanes.detail(
                new DetailSettings(config.pollInterval(), config.once()),
                baseUrl,
                inFlight,
                () -> liveCaughtUp.isDone() && isReadWhole(config),
                () -> detailCaughtUp.complete(null)),
            config.once(),
            waiter,
            random);
    recheck =
        new LaneRunner(
            component + "recheck",
            lanes.recheck(
                new RecheckSettings(
                    config.revisits().intervals(), config.pollInterval(), config.once()),
                baseUrl,
                liveCaughtUp::isDone,
                () -> {}),
            config.once(),
            waiter,
            random);
    reconciling =
        lanes.reconcile(
            new ReconcileSettings(
                config.since().bound(clock.instant()).orElse(null),
                config.revisits().reconcileEvery(),
                config.revisits().reconcileAtStart(),
                config.pollInterval(),
                config.once()),
            baseUrl,
            config.pageSize(),
            liveCaughtUp::isDone);
    reconcile = new LaneRunner(component + "reconcile", reconciling, config.once(), waiter, random);
    backfill =
        new LaneRunner(
            component + "backfill",
            lanes.backfill(
                new BackfillSettings(
                    config.pollInterval(), config.backfill(), config.once(), false),
                baseUrl,
                config.pageSize(),
                ledger,
                ahead,
                progress -> {}),
            config.once(),
            waiter,
            random);
    backfill.ended().whenComplete((end, failure) -> ledger.tried());
    // What it knows of live is then out of date; another instance has its own backfill lane.
    live.ended()
        .whenComplete(
            (end, failure) -> {
              if (failure != null) {
                backfill().close();
              }
            });
    CompletableFuture<Void> all =
        config.once()
            ? CompletableFuture.allOf(
                live.ended(), detail.ended(), recheck.ended(), reconcile.ended(), backfill.ended())
            : CompletableFuture.allOf(liveCaughtUp, detailCaughtUp);
    caughtUp = all.thenApply(done -> summary());
    failWith(live);
    failWith(detail);
    failWith(recheck);
    failWith(reconcile);
  }

  /** Starts the lanes; call once. */
  @Override
  public void start() {
    live.start();
    detail.start();
    recheck.start();
    reconcile.start();
    backfill.start();
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
    reconcile
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
    return List.of(
        live.health(), detail.health(), backfill.health(), recheck.health(), reconcile.health());
  }

  /** Stops the lanes where they stand; takes less than 5 seconds. */
  @Override
  public void close() {
    live.close();
    detail.close();
    recheck.close();
    reconcile.close();
    backfill.close();
    fetcher.close();
    inFlight.shutdownNow();
    ahead.shutdownNow();
    long deadline = System.nanoTime() + CLOSE.toNanos();
    try {
      live.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
      detail.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
      recheck.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
      reconcile.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
      backfill.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    caughtUp.cancel(false);
  }

  private boolean isReadWhole(CrawlerConfig config) {
    return !config.once()
        || (backfill.ended().isDone()
            && (!config.revisits().reconcileAtStart() || reconcile.ended().isDone()));
  }

  /** Requests to that hub and nowhere else. */
  static Fetcher fetcher(
      CrawlerConfig config,
      IngestMetrics metrics,
      Clock clock,
      Waiter waiter,
      Backoff backoff,
      RandomGenerator random) {
    Secret token = config.token();
    return new HttpFetcher(
        new Origin(config.baseUrl().toString()),
        "Tunewatch/"
            + version()
            + (config.contact().isEmpty() ? "" : " (+" + config.contact() + ")"),
        token == null ? null : token.reveal(),
        backoff,
        metrics.requests(config.hub()),
        clock,
        waiter,
        random);
  }

  private LaneRunner backfill() {
    return backfill;
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

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "ingest-request");
    thread.setDaemon(true);
    return thread;
  }

  private static String version() {
    String version = Crawler.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
