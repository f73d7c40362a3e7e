package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.fetch.Bucket;
import dev.tunewatch.crawler.fetch.FetchFailure;
import dev.tunewatch.crawler.fetch.FetchRequest;
import dev.tunewatch.crawler.fetch.FetchRequest.Beginning;
import dev.tunewatch.crawler.fetch.Fetched;
import dev.tunewatch.crawler.fetch.Fetcher;
import dev.tunewatch.crawler.fetch.LaneName;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.gguf.GgufHeaders;
import dev.tunewatch.crawler.hub.gguf.MalformedHeader;
import dev.tunewatch.events.GgufHeader;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ModelConfig;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.ReleasePart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds the header of a release's GGUF file to its config part. Each reading counts as a download at
 * the hub, so this is asked for (`hub.ggufHeader`), one file a release is read, none that is as it
 * was: the same revision is not asked for, another one with the entity tag of what is remembered.
 */
final class HeaderReader {

  private static final int REMEMBERED = 2_000;

  private final LaneName lane;
  private final Hub hub;
  private final String baseUrl;
  private final Fetcher fetcher;
  private final Consumer<String> outcome;
  private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

  /** What was read of an address; the header is null where it was no usable one. */
  private record Known(
      @Nullable String revision, @Nullable String etag, @Nullable GgufHeader header) {}

  /**
   * Reads for one lane; confined to its thread.
   *
   * @param metrics where what became of each file is counted
   */
  HeaderReader(LaneName lane, Hub hub, String baseUrl, Fetcher fetcher, IngestMetrics metrics) {
    this.lane = lane;
    this.hub = hub;
    this.baseUrl = baseUrl;
    this.fetcher = fetcher;
    metrics.ggufHeaders(hub.name());
    this.outcome = what -> metrics.ggufHeader(hub.name(), what);
  }

  /**
   * The row with the header in its config part; as it was where the release has no such file. Where
   * the file cannot be read now, the row is without a config part, so that the one published before
   * stands until the next visit: what happens to a release must show whatever its weights do.
   */
  Row.Listed amended(Row.Listed row) throws InterruptedException {
    ReleasePart listing = row.part();
    Optional<String> file = hub.ggufFile(listing);
    if (file.isEmpty()) {
      return row;
    }
    List<ReleasePart> further = new ArrayList<>();
    ModelConfig before = new ModelConfig(ModelFacts.NONE, null);
    for (ReleasePart part : row.further()) {
      if (part.body() instanceof ModelConfig config) {
        before = config;
      } else {
        further.add(part);
      }
    }
    GgufHeader header;
    try {
      header = header(listing, file.get());
    } catch (FetchFailure later) {
      outcome.accept("failed");
      return with(row, further);
    }
    if (header == null) {
      return row;
    }
    further.add(
        new ReleasePart(
            listing.release(),
            listing.hubId(),
            listing.observedAt(),
            listing.observation(),
            listing.provenance(),
            new ModelConfig(before.facts(), before.files(), header)));
    return with(row, further);
  }

  private static Row.Listed with(Row.Listed row, List<ReleasePart> further) {
    return new Row.Listed(
        row.part(), further, row.created(), row.modified(), row.fingerprint(), row.plausible());
  }

  private @Nullable GgufHeader header(ReleasePart listing, String file)
      throws FetchFailure, InterruptedException {
    String revision = ((Listing) listing.body()).revision();
    String url = hub.fileUrl(baseUrl, listing.release(), file);
    Known before = known.get(url);
    if (before != null && revision != null && revision.equals(before.revision())) {
      return before.header();
    }
    Known now = fetched(url, file, revision, before);
    known.put(url, now);
    if (known.size() > REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
    return now.header();
  }

  private Known fetched(String url, String file, @Nullable String revision, @Nullable Known before)
      throws FetchFailure, InterruptedException {
    try {
      Fetched fetched =
          fetcher.fetch(
              new FetchRequest(
                  url,
                  Bucket.RESOLVERS,
                  lane,
                  before == null ? null : before.etag(),
                  GgufHeaders.BEGINNING,
                  head -> {},
                  new Beginning(GgufHeaders.BEGINNING, hub.contentHosts())));
      if (fetched instanceof Fetched.NotModified) {
        // Nobody asked for it where nothing is known; such a server tells nothing.
        outcome.accept(before == null ? "failed" : "unchanged");
        return before == null
            ? new Known(revision, null, null)
            : new Known(revision, before.etag(), before.header());
      }
      if (!(fetched instanceof Fetched.Body body)) {
        outcome.accept("missing");
        return new Known(revision, null, null);
      }
      String etag = body.answer().header("etag");
      boolean range = body.answer().status() == 206;
      long size = fileSize(body.answer().header(range ? "content-range" : "content-length"));
      try {
        GgufHeader header = GgufHeaders.read(file, body.answer().body(), size);
        outcome.accept("read");
        return new Known(revision, etag, header);
      } catch (MalformedHeader malformed) {
        outcome.accept(malformed.reason().label());
        return new Known(revision, etag, null);
      }
    } catch (FetchFailure failure) {
      if (failure.kind().mayPass()) {
        throw failure;
      }
      outcome.accept("failed");
      return new Known(revision, null, null);
    }
  }

  /** What stands behind the slash of {@code bytes 0-1048575/4920734272}; 0 where nothing does. */
  private static long fileSize(@Nullable String contentRange) {
    if (contentRange == null) {
      return 0;
    }
    String size = contentRange.substring(contentRange.lastIndexOf('/') + 1);
    return size.matches("[0-9]{1,18}") ? Long.parseLong(size) : 0;
  }
}
