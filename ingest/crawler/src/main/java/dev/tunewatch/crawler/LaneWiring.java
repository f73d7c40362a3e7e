package dev.tunewatch.crawler;

import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.lane.BackfillLane.BackfillSettings;
import dev.tunewatch.crawler.lane.DetailLane.DetailSettings;
import dev.tunewatch.crawler.lane.GapLedger;
import dev.tunewatch.crawler.lane.Lane;
import dev.tunewatch.crawler.lane.LaneRunner;
import dev.tunewatch.crawler.lane.Lanes;
import dev.tunewatch.crawler.lane.LiveLane.LiveSettings;
import dev.tunewatch.crawler.lane.RecheckLane.RecheckSettings;
import dev.tunewatch.crawler.lane.ReconcileLane;
import dev.tunewatch.crawler.lane.ReconcileLane.ReconcileSettings;
import dev.tunewatch.crawler.walk.Walk;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the lanes of a crawler as its configuration says. */
final class LaneWiring {

  private final CrawlerConfig config;
  private final Lanes lanes;
  private final HubRequests requests;
  private final GapLedger ledger;
  private final Waiter waiter;
  private final RandomGenerator random;
  private final String baseUrl;
  private final @Nullable Instant since;

  LaneWiring(
      CrawlerConfig config,
      Lanes lanes,
      HubRequests requests,
      GapLedger ledger,
      Clock clock,
      Waiter waiter,
      RandomGenerator random) {
    this.config = config;
    this.lanes = lanes;
    this.requests = requests;
    this.ledger = ledger;
    this.waiter = waiter;
    this.random = random;
    this.baseUrl = config.baseUrl().toString();
    this.since = config.since().bound(clock.instant()).orElse(null);
  }

  /** The thread of a lane. */
  LaneRunner thread(String name, Lane lane) {
    String component = "ingest." + config.hub() + "." + name;
    return new LaneRunner(component, lane, config.once(), waiter, random);
  }

  Lane live(Runnable caughtUp) {
    return lanes.live(
        new LiveSettings(baseUrl, config.pageSize(), config.pollInterval(), config.once()),
        new Walk(since, config.pollPages()),
        ledger,
        caughtUp);
  }

  /**
   * The detail lane.
   *
   * @param listed whether all that it is to read is in the log
   */
  Lane detail(BooleanSupplier listed, Runnable caughtUp) {
    return lanes.detail(
        new DetailSettings(config.pollInterval(), config.once()),
        baseUrl,
        requests.inFlight(),
        listed,
        caughtUp);
  }

  Lane recheck(BooleanSupplier liveCaughtUp) {
    return lanes.recheck(
        new RecheckSettings(config.revisits().intervals(), config.pollInterval(), config.once()),
        baseUrl,
        liveCaughtUp,
        () -> {});
  }

  ReconcileLane reconcile(BooleanSupplier liveCaughtUp) {
    return lanes.reconcile(
        new ReconcileSettings(
            since,
            config.revisits().reconcileEvery(),
            config.revisits().reconcileAtStart(),
            config.pollInterval(),
            config.once()),
        baseUrl,
        config.pageSize(),
        liveCaughtUp);
  }

  Lane backfill() {
    return lanes.backfill(
        new BackfillSettings(config.pollInterval(), config.backfill(), config.once(), false),
        baseUrl,
        config.pageSize(),
        ledger,
        requests.ahead(),
        progress -> {});
  }
}
