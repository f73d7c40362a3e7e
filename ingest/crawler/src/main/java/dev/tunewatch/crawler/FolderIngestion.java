package dev.tunewatch.crawler;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.checkpoint.KafkaCheckpoints;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.crawler.lane.FolderLane;
import dev.tunewatch.crawler.lane.FolderLane.FolderSettings;
import dev.tunewatch.crawler.lane.LaneRunner;
import dev.tunewatch.crawler.lane.RecordedLines;
import dev.tunewatch.crawler.lane.RunCounts;
import dev.tunewatch.crawler.publish.KafkaPublication;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.events.ComponentHealth;
import dev.tunewatch.events.PartKind;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Publishes the recorded hub listings of one folder. The topics must exist. */
public final class FolderIngestion implements Ingestion {

  private static final Duration CLOSE = Duration.ofSeconds(4);

  private final LaneRunner files;
  private final RunCounts counts = new RunCounts();
  private final CompletableFuture<Void> reached = new CompletableFuture<>();
  private final CompletableFuture<CrawlSummary> caughtUp;

  /**
   * What is read.
   *
   * @param folder with {@code *.ndjson}, also {@code .gz} and {@code .zst}
   * @param pollInterval between two looks for new files and lines
   * @param once whether it ends when all is read
   * @param redaction what stands for names that must not be kept
   */
  public record FolderConfig(
      Path folder, Duration pollInterval, boolean once, Redaction redaction) {

    /** The defaults for a folder. */
    public static FolderConfig of(Path folder) {
      return new FolderConfig(folder, Duration.ofSeconds(60), false, Redaction.NOTHING);
    }
  }

  /** Wires it. */
  public FolderIngestion(
      FolderConfig config, KafkaSettings kafka, IngestMetrics metrics, Clock clock) {
    this(config, kafka, metrics, clock, Waiter.SYSTEM, UnaryOperator.identity());
  }

  /** The same with time and publication in the hands of a test. */
  FolderIngestion(
      FolderConfig config,
      KafkaSettings kafka,
      IngestMetrics metrics,
      Clock clock,
      Waiter waiter,
      UnaryOperator<Publication> publications) {
    LaneMetrics lane =
        metrics.lane(
            FolderLane.HUB,
            FolderLane.NAME,
            List.of(PartKind.LISTING, PartKind.CARD, PartKind.FILES));
    lane.pollInterval(config.pollInterval());
    files =
        new LaneRunner(
            "ingest." + FolderLane.HUB + "." + FolderLane.NAME,
            new FolderLane(
                new FolderSettings(config.folder(), config.pollInterval(), config.once()),
                new RecordedLines(config.redaction()),
                new KafkaCheckpoints(kafka),
                publications.apply(new KafkaPublication(kafka, FolderLane.HUB, FolderLane.NAME)),
                lane,
                counts,
                clock,
                waiter,
                () -> reached.complete(null)),
            config.once(),
            waiter,
            new SecureRandom());
    caughtUp = (config.once() ? files.ended() : reached).thenApply(done -> summary());
    files
        .ended()
        .whenComplete(
            (end, failure) -> {
              if (failure != null) {
                caughtUp.completeExceptionally(failure);
              }
            });
  }

  @Override
  public void start() {
    files.start();
  }

  @Override
  public CompletableFuture<CrawlSummary> caughtUp() {
    return caughtUp;
  }

  @Override
  public CrawlSummary summary() {
    return new CrawlSummary(counts.listed(), counts.published(), 0, counts.deadLetters());
  }

  @Override
  public List<ComponentHealth> check() {
    return List.of(files.health());
  }

  @Override
  public void close() {
    files.close();
    try {
      files.awaitEnd(CLOSE);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    caughtUp.cancel(false);
  }
}
