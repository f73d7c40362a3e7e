package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.fetch.Bucket;
import dev.tunewatch.crawler.fetch.FetchFailure;
import dev.tunewatch.crawler.fetch.FetchRequest;
import dev.tunewatch.crawler.fetch.Fetched;
import dev.tunewatch.crawler.fetch.Fetcher;
import dev.tunewatch.crawler.fetch.LaneName;
import dev.tunewatch.crawler.hub.DetailFile;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleasePart;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
   * @param gone parts whose file the hub does not have
   * @param missing files that the hub does not have or does not show
   * @param answered requests that the hub answered in an expected way
   * @param failures why files were given up, by name
   * @param away why files could not be read now, by name; time may mend it
   * @param postponed whether nothing was asked because the hub is away
   */
  record Details(
      List<ReleasePart> parts,
      Set<PartKind> gone,
      int missing,
      int answered,
      Map<String, String> failures,
      Map<String, FetchFailure> away,
      boolean postponed) {

    /** Nothing was to be asked. */
    static final Details NONE = new Details(List.of(), Set.of(), 0, 0, Map.of(), Map.of(), false);

    /** Not asked now, because the hub is away. */
    static final Details POSTPONED =
        new Details(List.of(), Set.of(), 0, 0, Map.of(), Map.of(), true);
  }

  Details read(ReleasePart listing, List<DetailFile> wanted) throws InterruptedException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<PartKind, Provenance> sources = new EnumMap<>(PartKind.class);
    Set<PartKind> gone = EnumSet.noneOf(PartKind.class);
    Map<String, String> failures = new LinkedHashMap<>();
    Map<String, FetchFailure> away = new LinkedHashMap<>();
    int missing = 0;
    int answered = 0;
    for (DetailFile file : wanted) {
      try {
        Fetched fetched =
            fetcher.fetch(
                new FetchRequest(file.url(), Bucket.RESOLVERS, LaneName.DETAIL, null, MAX_FILE));
        answered++;
        if (fetched instanceof Fetched.Body body) {
          files.put(file.name(), body.answer().body());
          sources.putIfAbsent(
              file.part(), new Provenance("detail", file.url(), body.answer().header("etag")));
        } else {
          missing++;
          if (fetched instanceof Fetched.Missing) {
            gone.add(file.part());
          }
        }
      } catch (FetchFailure failure) {
        if (failure.kind().mayPass()) {
          away.put(file.name(), failure);
        } else {
          failures.put(file.name(), String.valueOf(failure.getMessage()));
        }
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
    return new Details(parts, gone, missing, answered, failures, away, false);
  }
}
