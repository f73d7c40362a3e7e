package dev.tunewatch.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.AlertsSummary;
import dev.tunewatch.crawler.CrawlSummary;
import dev.tunewatch.crawler.Ingestion;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.topology.StreamsSummary;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Waits until a standalone process has nothing left to do: first the lanes, then the assessments of
 * all that they published, then the alerts and deliveries of those. The order matters, each stage
 * is only asked once the one before it is quiet.
 */
public final class CaughtUp {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Standalone standalone;
  private final Runnable onProgress;

  /**
   * Watches a process.
   *
   * @param onProgress called now and then while waiting
   */
  public CaughtUp(Standalone standalone, Runnable onProgress) {
    this.standalone = standalone;
    this.onProgress = onProgress;
  }

  /**
   * Blocks until all is done.
   *
   * @return the totals; {@code stalled} deliveries, if any, wait for a later run
   * @throws IllegalStateException if a part failed for good
   */
  public Totals await() throws InterruptedException {
    CompletableFuture<Void> lanes =
        CompletableFuture.allOf(
            standalone.crawlers().stream()
                .map(Ingestion::caughtUp)
                .toArray(CompletableFuture[]::new));
    until(lanes::isDone);
    rethrow(lanes);
    until(() -> standalone.streams().caughtUp());
    until(() -> standalone.alerts().caughtUp() || onlyStalledLeft());
    return totals();
  }

  /** What has been done so far. */
  public Totals totals() {
    long listed = 0;
    long published = 0;
    long gaps = 0;
    long deadLetters = 0;
    for (Ingestion crawler : standalone.crawlers()) {
      CrawlSummary crawl = crawler.summary();
      listed += crawl.listed();
      published += crawl.published();
      gaps += crawl.gapsOpen();
      deadLetters += crawl.deadLetters();
    }
    StreamsSummary streams = standalone.streams().summary();
    AlertsSummary alerts = standalone.alerts().summary();
    return new Totals(
        listed,
        published,
        streams.assessed(),
        streams.flagged(),
        alerts.alerts(),
        alerts.delivered(),
        gaps,
        deadLetters + streams.deadLetters() + alerts.deadLetters(),
        alerts.stalled());
  }

  private boolean onlyStalledLeft() {
    AlertsSummary alerts = standalone.alerts().summary();
    return standalone.alerts().consumedAll()
        && alerts.pending() > 0
        && alerts.pending() == alerts.stalled();
  }

  private void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      onProgress.run();
      try {
        standalone.failed().get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException nothingFailed) {
        continue;
      } catch (java.util.concurrent.ExecutionException e) {
        throw failure(e);
      }
    }
  }

  private static void rethrow(CompletableFuture<Void> done) {
    try {
      done.join();
    } catch (CompletionException e) {
      throw failure(e);
    }
  }

  private static IllegalStateException failure(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new IllegalStateException(cause.getMessage(), cause);
  }

  /**
   * The line that {@code --once} prints. Listed, published, delivered and deadLetters count this
   * run's work; assessed, flagged, alerts and gaps say what stands at its end.
   *
   * @param stalled deliveries that keep failing; not printed, but they make the run fail
   */
  public record Totals(
      long listed,
      long published,
      long assessed,
      long flagged,
      long alerts,
      long delivered,
      long gaps,
      long deadLetters,
      long stalled) {

    /** One line of JSON. */
    public String json() {
      ObjectNode json = EventJson.mapper().createObjectNode();
      json.put("listed", listed);
      json.put("published", published);
      json.put("assessed", assessed);
      json.put("flagged", flagged);
      json.put("alerts", alerts);
      json.put("delivered", delivered);
      json.put("gaps", gaps);
      json.put("deadLetters", deadLetters);
      try {
        return EventJson.mapper().writeValueAsString(json);
      } catch (JsonProcessingException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
