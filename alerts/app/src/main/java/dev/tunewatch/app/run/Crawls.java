package dev.tunewatch.app.run;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.Crawler;
import dev.tunewatch.crawler.CrawlerConfig;
import dev.tunewatch.crawler.FolderIngestion;
import dev.tunewatch.crawler.FolderIngestion.FolderConfig;
import dev.tunewatch.crawler.Ingestion;
import dev.tunewatch.crawler.Secret;
import dev.tunewatch.crawler.Since;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.hub.Redaction;
import java.nio.file.Path;
import java.time.Clock;

/** Turns options into what fills the release log. */
final class Crawls {

  private static final String TOKENS_HUB = "huggingface";

  private Crawls() {}

  static Ingestion ingestion(
      StandaloneOptions options,
      HubTarget target,
      Redaction redaction,
      KafkaSettings kafka,
      IngestMetrics metrics,
      Clock clock) {
    if (target.isFolder()) {
      FolderConfig config =
          new FolderConfig(
              Path.of(target.baseUrl()), options.pollInterval(), options.once(), redaction);
      return new FolderIngestion(config, kafka, metrics, clock);
    }
    return new Crawler(config(options, target), redaction, kafka, metrics, clock);
  }

  static CrawlerConfig config(StandaloneOptions options, HubTarget target) {
    CrawlerConfig config =
        CrawlerConfig.of(target.hub(), target.baseUrl())
            .withSince(Since.parse(options.since()))
            .withPollInterval(options.pollInterval())
            .withContact(options.contact())
            .withBackfill(options.backfill())
            .withOnce(options.once());
    // One token is one hub's: with several hubs it is the one whose tokens these are.
    boolean its = options.hubs().size() == 1 || target.hub().equals(TOKENS_HUB);
    return options
        .hubToken()
        .filter(token -> its)
        .map(Secret::new)
        .map(config::withToken)
        .orElse(config);
  }
}
