package dev.tunewatch.crawler;

import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.recheck.Revisits;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one hub is read.
 *
 * @param hub name of an adapter
 * @param baseUrl http or https address of the hub; nothing else is ever asked
 * @param since how far back a first start goes; default 24 hours
 * @param pollInterval between two polls of the listing; default 60 seconds
 * @param token sent to the hub alone; null to read anonymously
 * @param once whether the lanes end when they have caught up
 * @param pageSize rows a page, 1 to 1,000; default 1,000
 * @param pollPages most pages of one poll back to something known; beyond is a gap; default 100
 * @param detailRequests card requests in flight; default 4
 * @param contact address of whoever runs this, in the User-Agent, so that the hub's operator can
 *     reach them; empty for none
 * @param backfill whether the whole hub is walked once as well; default not
 * @param ggufHeader whether the header of a GGUF file is read, which the hub counts as a download;
 *     default not
 * @param revisits how it is read again
 */
public record CrawlerConfig(
    String hub,
    URI baseUrl,
    Since since,
    Duration pollInterval,
    @Nullable Secret token,
    boolean once,
    int pageSize,
    int pollPages,
    int detailRequests,
    String contact,
    boolean backfill,
    boolean ggufHeader,
    Revisits revisits) {

  public CrawlerConfig {
    if (Hubs.find(hub).isEmpty()) {
      throw new IllegalArgumentException(
          "'hub' is '" + hub + "', known are " + String.join(", ", Hubs.names()));
    }
    new Origin(baseUrl.toString());
    if (pollInterval.isNegative() || pollInterval.isZero()) {
      throw new IllegalArgumentException("'pollInterval' is more than nothing");
    }
    inRange("pageSize", pageSize, 1_000);
    inRange("pollPages", pollPages, 10_000);
    inRange("detailRequests", detailRequests, 64);
  }

  /** The defaults for a hub. */
  public static CrawlerConfig of(String hub, URI baseUrl) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        Since.last(Duration.ofHours(24)),
        Duration.ofSeconds(60),
        null,
        false,
        1_000,
        100,
        4,
        "",
        false,
        false,
        Revisits.DEFAULT);
  }

  /** The same with another start. */
  public CrawlerConfig withSince(Since since) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        since,
        pollInterval,
        token,
        once,
        pageSize,
        pollPages,
        detailRequests,
        contact,
        backfill,
        ggufHeader,
        revisits);
  }

  /** The same with another interval. */
  public CrawlerConfig withPollInterval(Duration pollInterval) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        since,
        pollInterval,
        token,
        once,
        pageSize,
        pollPages,
        detailRequests,
        contact,
        backfill,
        ggufHeader,
        revisits);
  }

  /** The same with a token, or without one. */
  public CrawlerConfig withToken(@Nullable Secret token) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        since,
        pollInterval,
        token,
        once,
        pageSize,
        pollPages,
        detailRequests,
        contact,
        backfill,
        ggufHeader,
        revisits);
  }

  /** The same, ending or not when caught up. */
  public CrawlerConfig withOnce(boolean once) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        since,
        pollInterval,
        token,
        once,
        pageSize,
        pollPages,
        detailRequests,
        contact,
        backfill,
        ggufHeader,
        revisits);
  }

  /** The same with another number of rows a page. */
  public CrawlerConfig withPageSize(int pageSize) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        since,
        pollInterval,
        token,
        once,
        pageSize,
        pollPages,
        detailRequests,
        contact,
        backfill,
        ggufHeader,
        revisits);
  }

  /** The same with another bound on one poll. */
  public CrawlerConfig withPollPages(int pollPages) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        since,
        pollInterval,
        token,
        once,
        pageSize,
        pollPages,
        detailRequests,
        contact,
        backfill,
        ggufHeader,
        revisits);
  }

  /** The same with another number of card requests in flight. */
  public CrawlerConfig withDetailRequests(int detailRequests) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        since,
        pollInterval,
        token,
        once,
        pageSize,
        pollPages,
        detailRequests,
        contact,
        backfill,
        ggufHeader,
        revisits);
  }

  /** The same with another address in the User-Agent. */
  public CrawlerConfig withContact(String contact) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        since,
        pollInterval,
        token,
        once,
        pageSize,
        pollPages,
        detailRequests,
        contact,
        backfill,
        ggufHeader,
        revisits);
  }

  /** The same, read again in another way. */
  public CrawlerConfig withRevisits(Revisits revisits) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        since,
        pollInterval,
        token,
        once,
        pageSize,
        pollPages,
        detailRequests,
        contact,
        backfill,
        ggufHeader,
        revisits);
  }

  /** The same, walking the whole hub or not. */
  public CrawlerConfig withBackfill(boolean backfill) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        since,
        pollInterval,
        token,
        once,
        pageSize,
        pollPages,
        detailRequests,
        contact,
        backfill,
        ggufHeader,
        revisits);
  }

  /** The same, reading GGUF headers or not. */
  public CrawlerConfig withGgufHeader(boolean ggufHeader) {
    return new CrawlerConfig(
        hub,
        baseUrl,
        since,
        pollInterval,
        token,
        once,
        pageSize,
        pollPages,
        detailRequests,
        contact,
        backfill,
        ggufHeader,
        revisits);
  }

  private static void inRange(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("'" + key + "' is " + value + ", not 1 to " + most);
    }
  }
}
