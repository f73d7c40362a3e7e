package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.fetch.Bucket;
import dev.tunewatch.crawler.fetch.FetchFailure;
import dev.tunewatch.crawler.fetch.FetchRequest;
import dev.tunewatch.crawler.fetch.Fetched;
import dev.tunewatch.crawler.fetch.Fetcher;
import dev.tunewatch.crawler.fetch.LaneName;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.recheck.Visit;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleaseName;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Reads the hub's own page of one release. */
final class ReleaseReader {

  private static final long MAX_PAGE = 16L * 1024 * 1024;
  private static final int NOT_FOUND = 404;

  private final LaneName lane;
  private final Hub hub;
  private final String baseUrl;
  private final Fetcher fetcher;
  private final @Nullable HeaderReader headers;
  private final Clock clock;

  ReleaseReader(
      LaneName lane,
      Hub hub,
      String baseUrl,
      Fetcher fetcher,
      @Nullable HeaderReader headers,
      Clock clock) {
    this.headers = headers;
    this.lane = lane;
    this.hub = hub;
    this.baseUrl = baseUrl;
    this.fetcher = fetcher;
    this.clock = clock;
  }

  /**
   * Reads it; a redirect within the origin is followed, so the page may be another name's.
   *
   * @throws FetchFailure if there was no usable answer
   */
  Visit read(ReleaseName release) throws FetchFailure, InterruptedException {
    String url = hub.releaseUrl(baseUrl, release);
    Fetched fetched = fetcher.fetch(new FetchRequest(url, Bucket.API, lane, null, MAX_PAGE));
    if (fetched instanceof Fetched.Body body) {
      Row row =
          hub.readRelease(body.answer().body(), new Reading(lane.label(), url, clock.instant()));
      if (row instanceof Row.Escalated escalated) {
        return new Visit.Escalated(escalated);
      }
      if (row instanceof Row.Listed listed) {
        return new Visit.Found(headers == null ? listed : headers.amended(listed));
      }
      return new Visit.Unreadable((Row.Refused) row);
    }
    if (fetched instanceof Fetched.Missing) {
      return gone(NOT_FOUND);
    }
    return fetched instanceof Fetched.Refused refused ? gone(refused.status()) : new Visit.Untold();
  }

  /** Where the page is, without its query. */
  Provenance source(ReleaseName release) {
    return new Reading(lane.label(), hub.releaseUrl(baseUrl, release), clock.instant())
        .provenance();
  }

  private Visit gone(int status) {
    if (!hub.saysGone(status)) {
      return new Visit.Untold();
    }
    return new Visit.Gone(
        status == 401 || status == 403
            ? status + " to a reader without access: missing or private"
            : status + ": missing");
  }
}
