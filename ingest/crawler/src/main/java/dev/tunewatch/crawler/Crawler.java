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
import dev.tunewatch.crawler.lane.DetailLane.DetailSettings;
import dev.tunewatch.crawler.lane.LaneRunner;
import dev.tunewatch.crawler.lane.Lanes;
import dev.tunewatch.crawler.lane.LiveLane.LiveSettings;
import dev.tunewatch.crawler.lane.RunCounts;
import dev.tunewatch.crawler.publish.Publication;
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
 * The crawler of one hub: its live lane and its detail lane. The topics must exist. Connecting is
 * lazy, so that a hub or broker that is away delays nothing but the lanes.
 */
public final class Crawler implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(4);

  private final Fetcher fetcher;
  private final ExecutorService inFlight;
  private final LaneRunner live;
  private final LaneRunner detail;
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
    this(config, kafka, metrics, clock, Waiter.SYSTEM, Backoff.DEFAULT, UnaryOperator.identity());
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
    Hub hub = Hubs.find(config.hub()).orElseThrow();
    String baseUrl = config.baseUrl().toString();
    Origin origin = new Origin(baseUrl);
    RandomGenerator random = new SecureRandom();
    Secret token = config.token();
    fetcher =
        new HttpFetcher(
            origin,
            "Tunewatch/"
                + version()
                + (config.contact().isEmpty() ? "" : " (+" + config.contact() + ")"),
            token == null ? null : token.reveal(),
            backoff,
            metrics.requests(hub.name()),
            clock,
            waiter,
            random);
    inFlight = Executors.newFixedThreadPool(config.detailRequests(), Crawler::daemon);
    Lanes lanes =
        new Lanes(
            hub, kafka, fetcher, origin, metrics, counts, clock, waiter, random, publications);
    Walk walk = new Walk(config.since().bound(clock.instant()).orElse(null), config.pollPages());
    String component = "ingest." + hub.name() + ".";
    live =
        new LaneRunner(
            component + "live",
            lanes.live(
                new LiveSettings(baseUrl, config.pageSize(), config.pollInterval(), config.once()),
                walk,
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
                liveCaughtUp::isDone,
                () -> detailCaughtUp.complete(null)),
            config.once(),
            waiter,
            random);
    CompletableFuture<Void> both =
        config.once()
            ? CompletableFuture.allOf(live.ended(), detail.ended())
            : CompletableFuture.allOf(liveCaughtUp, detailCaughtUp);
    caughtUp = both.thenApply(done -> summary());
    failWith(live);
    failWith(detail);
  }

  /** Starts both lanes; call once. */
  public void start() {
    live.start();
    detail.start();
  }

  /**
   * Completes when the live lane has polled once whole and the detail lane has worked off what was
   * in the log then; exceptionally when a lane failed for good. With {@code once} the lanes end
   * then.
   */
  public CompletableFuture<CrawlSummary> caughtUp() {
    return caughtUp;
  }

  /** Counts of this run so far. */
  public CrawlSummary summary() {
    return new CrawlSummary(
        counts.listed(), counts.published(), counts.gapsOpen(), counts.deadLetters());
  }

  /** Whether each lane can do its work. */
  public List<ComponentHealth> check() {
    return List.of(live.health(), detail.health());
  }

  /** Stops both lanes where they stand; takes less than 5 seconds. */
  @Override
  public void close() {
    live.close();
    detail.close();
    fetcher.close();
    inFlight.shutdownNow();
    long deadline = System.nanoTime() + CLOSE.toNanos();
    try {
      live.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
      detail.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    caughtUp.cancel(false);
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

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "ingest-request");
    thread.setDaemon(true);
    return thread;
  }

  private static String version() {
    String version = Crawler.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
