package dev.tunewatch.crawler;

import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.fetch.Backoff;
import dev.tunewatch.crawler.fetch.Fetcher;
import dev.tunewatch.crawler.fetch.HttpFetcher;
import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.fetch.Waiter;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** What goes out to the hub of a configuration, and nowhere else. */
final class HubRequests implements AutoCloseable {

  /** A page that is published and the one after it. */
  private static final int PAGES_AHEAD = 2;

  private final Fetcher fetcher;
  private final ExecutorService ahead;
  private final ExecutorService inFlight;

  HubRequests(
      CrawlerConfig config,
      IngestMetrics metrics,
      Clock clock,
      Waiter waiter,
      Backoff backoff,
      RandomGenerator random) {
    Secret token = config.token();
    this.fetcher =
        new HttpFetcher(
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
    this.ahead = Executors.newFixedThreadPool(PAGES_AHEAD, HubRequests::daemon);
    this.inFlight = Executors.newFixedThreadPool(config.detailRequests(), HubRequests::daemon);
  }

  Fetcher fetcher() {
    return fetcher;
  }

  /** Threads for pages of a listing that are read ahead. */
  ExecutorService ahead() {
    return ahead;
  }

  /** Threads for small files, as many as may be in flight. */
  ExecutorService inFlight() {
    return inFlight;
  }

  /** Ends what is under way; does not wait for it. */
  @Override
  public void close() {
    fetcher.close();
    inFlight.shutdownNow();
    ahead.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "ingest-request");
    thread.setDaemon(true);
    return thread;
  }

  private static String version() {
    String version = HubRequests.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
