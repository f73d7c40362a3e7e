package dev.tunewatch.crawler;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.fetch.Backoff;
import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.crawler.lane.BackfillLane.BackfillSettings;
import dev.tunewatch.crawler.lane.BackfillProgress;
import dev.tunewatch.crawler.lane.GapLedger;
import dev.tunewatch.crawler.lane.LaneRunner;
import dev.tunewatch.crawler.lane.Lanes;
import dev.tunewatch.crawler.lane.RunCounts;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.events.ComponentHealth;
import io.prometheus.client.CollectorRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The backfill lane of one hub alone, to its end: it repairs the gaps that the live lane left in
 * its checkpoint and walks the whole hub, from where it stands. It fences the backfill lane of a
 * running crawler of the same installation, and is fenced by one that starts later.
 */
public final class Backfill implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(4);

  private final HubRequests requests;
  private final LaneRunner lane;
  private final RunCounts counts = new RunCounts();

  /**
   * Wires it; nothing is connected before {@link #start}.
   *
   * @param redaction what stands for names that must not be kept
   * @param watcher told how far it is after each page, in the lane's thread
   */
  public Backfill(
      CrawlerConfig config,
      Redaction redaction,
      KafkaSettings kafka,
      CollectorRegistry registry,
      Clock clock,
      Consumer<BackfillProgress> watcher) {
    this(
        config,
        redaction,
        kafka,
        new IngestMetrics(registry),
        clock,
        Waiter.SYSTEM,
        Backoff.DEFAULT,
        UnaryOperator.identity(),
        watcher);
  }

  /** The same with time and publication in the hands of a test. */
  Backfill(
      CrawlerConfig config,
      Redaction redaction,
      KafkaSettings kafka,
      IngestMetrics metrics,
      Clock clock,
      Waiter waiter,
      Backoff backoff,
      UnaryOperator<Publication> publications,
      Consumer<BackfillProgress> watcher) {
    Hub hub = Hubs.find(config.hub()).orElseThrow().with(redaction);
    RandomGenerator random = new SecureRandom();
    requests = new HubRequests(config, metrics, clock, waiter, backoff, random);
    Origin origin = new Origin(config.baseUrl().toString());
    Lanes lanes =
        new Lanes(
            hub,
            kafka,
            requests.fetcher(),
            origin,
            metrics,
            counts,
            clock,
            waiter,
            random,
            publications,
            config.ggufHeader());
    lane =
        new LaneRunner(
            "ingest." + hub.name() + ".backfill",
            lanes.backfill(
                new BackfillSettings(config.pollInterval(), true, true, true),
                config.baseUrl().toString(),
                config.pageSize(),
                new GapLedger(),
                requests.ahead(),
                watcher),
            config.once(),
            waiter,
            random);
  }

  /** Starts; call once. */
  public void start() {
    lane.start();
  }

  /** Completes at the end of the hub; exceptionally when the lane failed for good. */
  public CompletableFuture<CrawlSummary> ended() {
    return lane.ended()
        .thenApply(
            end ->
                new CrawlSummary(
                    counts.listed(), counts.published(), counts.gapsOpen(), counts.deadLetters()));
  }

  /** Whether the lane can do its work. */
  public List<ComponentHealth> check() {
    return List.of(lane.health());
  }

  /** Stops where it stands; takes less than 5 seconds. */
  @Override
  public void close() {
    lane.close();
    requests.close();
    try {
      lane.awaitEnd(CLOSE);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
