package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.checkpoint.KafkaCheckpoints;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.fetch.Fetcher;
import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.publish.KafkaPublication;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.queue.KafkaReleaseQueue;
import dev.tunewatch.crawler.walk.Walk;
import dev.tunewatch.events.PartKind;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

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
    UnaryOperator<Publication> publications) {

  /** The live lane. */
  public LiveLane live(LiveLane.LiveSettings settings, Walk walk, Runnable caughtUp) {
    LaneMetrics lane = metrics.lane(hub.name(), "live", List.of(PartKind.LISTING));
    lane.pollInterval(settings.pollInterval());
    return new LiveLane(
        settings,
        hub,
        new ListingReader(hub, fetcher, origin, clock, waiter, random),
        origin,
        walk,
        new KafkaCheckpoints(kafka),
        publications.apply(new KafkaPublication(kafka, hub.name(), "live")),
        lane,
        counts,
        clock,
        waiter,
        caughtUp);
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
}
