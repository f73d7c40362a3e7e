package dev.tunewatch.app.run;

import dev.tunewatch.crawler.CrawlerConfig;
import dev.tunewatch.crawler.Secret;
import dev.tunewatch.crawler.Since;

/** Turns options into a crawler's configuration. */
final class Crawls {

  private Crawls() {}

  static CrawlerConfig config(StandaloneOptions options, HubTarget target) {
    CrawlerConfig config =
        CrawlerConfig.of(target.hub(), target.baseUrl())
            .withSince(Since.parse(options.since()))
            .withPollInterval(options.pollInterval())
            .withContact(options.contact())
            .withOnce(options.once());
    return options.hubToken().map(Secret::new).map(config::withToken).orElse(config);
  }
}
