package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.fetch.Bucket;
import dev.tunewatch.crawler.fetch.FetchFailure;
import dev.tunewatch.crawler.fetch.FetchRequest;
import dev.tunewatch.crawler.fetch.Fetched;
import dev.tunewatch.crawler.fetch.Fetcher;
import dev.tunewatch.crawler.hub.DetailFile;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleasePart;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Fetches the small files of one release and turns them into parts. */
final class DetailReader {

  private static final long MAX_FILE = 10L * 1024 * 1024;

  private final Hub hub;
  private final Fetcher fetcher;
  private final Clock clock;

  DetailReader(Hub hub, Fetcher fetcher, Clock clock) {
    this.hub = hub;
    this.fetcher = fetcher;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param parts what was read; whole files are gone, only their beginnings are kept
   * @param missing files that the hub does not have or does not show
   * @param failures why other files were given up
   */
  record Details(List<ReleasePart> parts, int missing, List<String> failures) {}

  Details read(ReleasePart listing, List<DetailFile> wanted) throws InterruptedException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<PartKind, Provenance> sources = new EnumMap<>(PartKind.class);
    List<String> failures = new ArrayList<>();
    int missing = 0;
    for (DetailFile file : wanted) {
      try {
        Fetched fetched =
            fetcher.fetch(new FetchRequest(file.url(), Bucket.RESOLVERS, null, MAX_FILE));
        if (fetched instanceof Fetched.Body body) {
          files.put(file.name(), body.answer().body());
          sources.putIfAbsent(
              file.part(), new Provenance("detail", file.url(), body.answer().header("etag")));
        } else {
          missing++;
        }
      } catch (FetchFailure failure) {
        failures.add(file.name() + ": " + failure.getMessage());
      }
    }
    List<ReleasePart> parts = new ArrayList<>();
    for (PartBody body : hub.readDetails(files)) {
      parts.add(
          new ReleasePart(
              listing.release(),
              listing.hubId(),
              clock.instant(),
              listing.observation(),
              Objects.requireNonNull(sources.get(body.part())),
              body));
    }
    return new Details(parts, missing, failures);
  }
}
