package dev.tunewatch.crawler;

import dev.tunewatch.events.ComponentHealth;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Something that fills the release log: the crawler of a hub, or a folder of recorded listings. */
public sealed interface Ingestion extends AutoCloseable permits Crawler, FolderIngestion {

  /** Starts the lanes; call once. */
  void start();

  /** Completes when the lanes have caught up; exceptionally when one failed for good. */
  CompletableFuture<CrawlSummary> caughtUp();

  /** Counts of this run so far. */
  CrawlSummary summary();

  /** Whether each lane can do its work. */
  List<ComponentHealth> check();

  /** Stops the lanes where they stand; takes less than 5 seconds. */
  @Override
  void close();
}
