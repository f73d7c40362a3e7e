package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.checkpoint.KafkaCheckpoints;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.fetch.Fetcher;
import dev.tunewatch.crawler.fetch.LaneName;
import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.publish.KafkaPublication;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.queue.KafkaReleaseQueue;
import dev.tunewatch.crawler.walk.Walk;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.PartKind;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Wires the lanes of one hub to Kafka and HTTP.
 *
 * @param publications wraps each lane's publication; identity outside of tests
 */
public record Lanes(
    Hub hub,
    KafkaSettings kafka,
    Fetcher fetcher,
    Origin origin,
    IngestMetrics metrics,
    RunCounts counts,
    Clock clock,
    Waiter waiter,
    RandomGenerator random,
    UnaryOperator<Publication> publications,
    boolean ggufHeader) {

  private @Nullable HeaderReader headers(LaneName lane, String baseUrl) {
    return ggufHeader ? new HeaderReader(lane, hub, baseUrl, fetcher, metrics) : null;
  }

  /** The live lane. */
  public LiveLane live(
      LiveLane.LiveSettings settings, Walk walk, GapLedger ledger, Runnable caughtUp) {
    LaneMetrics lane = metrics.lane(hub.name(), "live", List.of(PartKind.LISTING));
    lane.pollInterval(settings.pollInterval());
    Publication publication = publications.apply(new KafkaPublication(kafka, hub.name(), "live"));
    return new LiveLane(
        settings,
        hub,
        new ListingReader(LaneName.LIVE, hub, fetcher, origin, clock, waiter, random),
        origin,
        walk,
        new KafkaCheckpoints(kafka),
        publication,
        new LiveCommits(hub, publication, lane, counts, clock, ledger),
        lane,
        clock,
        waiter,
        ledger,
        caughtUp);
  }

  /**
   * The backfill lane.
   *
   * @param threads two at least, for pages that are read ahead
   * @param watcher told how far it is after each page
   */
  public BackfillLane backfill(
      BackfillLane.BackfillSettings settings,
      String baseUrl,
      int pageSize,
      GapLedger ledger,
      ExecutorService threads,
      Consumer<BackfillProgress> watcher) {
    LaneMetrics lane = metrics.lane(hub.name(), "backfill", List.of(PartKind.LISTING));
    lane.pollInterval(settings.heartbeat());
    Publication publication =
        publications.apply(new KafkaPublication(kafka, hub.name(), "backfill"));
    BackfillCommits commits = new BackfillCommits(hub, publication, lane, counts, clock, watcher);
    ListingReader pages =
        new ListingReader(LaneName.BACKFILL, hub, fetcher, origin, clock, waiter, random);
    return new BackfillLane(
        settings,
        hub,
        ledger,
        new KafkaCheckpoints(kafka),
        publication,
        commits,
        new BackfillWalks(hub, baseUrl, pageSize, pages, origin, threads, ledger, commits, clock),
        lane,
        clock);
  }

  /** The detail lane. */
  public DetailLane detail(
      DetailLane.DetailSettings settings,
      String baseUrl,
      ExecutorService inFlight,
      BooleanSupplier liveCaughtUp,
      Runnable caughtUp) {
    LaneMetrics lane = metrics.lane(hub.name(), "detail", List.of(PartKind.CARD, PartKind.FILES));
    lane.pollInterval(settings.heartbeat());
    return new DetailLane(
        settings,
        hub,
        new KafkaReleaseQueue(kafka, "ingest." + hub.name() + ".detail"),
        new DetailBatches(hub, baseUrl, new DetailReader(hub, fetcher, clock), inFlight),
        new KafkaCheckpoints(kafka),
        publications.apply(new KafkaPublication(kafka, hub.name(), "detail")),
        lane,
        counts,
        clock,
        liveCaughtUp,
        caughtUp);
  }

  /** The recheck lane. */
  public RecheckLane recheck(
      RecheckLane.RecheckSettings settings,
      String baseUrl,
      BooleanSupplier liveCaughtUp,
      Runnable caughtUp) {
    metrics.statuses(hub.name());
    LaneMetrics lane =
        metrics.lane(
            hub.name(), "recheck", List.of(PartKind.LISTING, PartKind.CONFIG, PartKind.STATUS));
    lane.pollInterval(settings.heartbeat());
    Publication publication =
        publications.apply(new KafkaPublication(kafka, hub.name(), "recheck"));
    return new RecheckLane(
        settings,
        hub,
        new KafkaReleaseQueue(kafka, IngestTopics.WATCH, "ingest." + hub.name() + ".recheck"),
        new ReleaseReader(
            LaneName.RECHECK, hub, baseUrl, fetcher, headers(LaneName.RECHECK, baseUrl), clock),
        new KafkaCheckpoints(kafka),
        publication,
        new RecheckCommits(hub.name(), publication, lane, counts, clock),
        lane,
        clock,
        random,
        liveCaughtUp,
        caughtUp);
  }

  /** The reconcile lane. */
  public ReconcileLane reconcile(
      ReconcileLane.ReconcileSettings settings,
      String baseUrl,
      int pageSize,
      BooleanSupplier liveCaughtUp) {
    LaneMetrics lane =
        metrics.lane(
            hub.name(), "reconcile", List.of(PartKind.LISTING, PartKind.CONFIG, PartKind.STATUS));
    lane.pollInterval(settings.every());
    Reconciling reconciling =
        new Reconciling(
            hub,
            baseUrl,
            pageSize,
            new ListingReader(LaneName.RECONCILE, hub, fetcher, origin, clock, waiter, random),
            new ReleaseReader(
                LaneName.RECONCILE,
                hub,
                baseUrl,
                fetcher,
                headers(LaneName.RECONCILE, baseUrl),
                clock),
            origin,
            new KafkaReleaseQueue(kafka, "ingest." + hub.name() + ".reconcile"),
            clock,
            random);
    return new ReconcileLane(
        settings,
        hub.name(),
        reconciling,
        new KafkaCheckpoints(kafka),
        publications.apply(new KafkaPublication(kafka, hub.name(), "reconcile")),
        lane,
        counts,
        clock,
        liveCaughtUp);
  }
}
