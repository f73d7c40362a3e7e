package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.hub.DetailFile;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.queue.ReleaseQueue;
import dev.tunewatch.crawler.walk.Hashes;
import dev.tunewatch.events.Card;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import dev.tunewatch.events.SmallFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Works through a stretch of the queue: several requests in flight, results in log order. */
final class DetailBatches {

  private final Hub hub;
  private final String baseUrl;
  private final DetailReader reader;
  private final ExecutorService inFlight;

  DetailBatches(Hub hub, String baseUrl, DetailReader reader, ExecutorService inFlight) {
    this.hub = hub;
    this.baseUrl = baseUrl;
    this.reader = reader;
    this.inFlight = inFlight;
  }

  /**
   * What one stretch gave.
   *
   * @param parts to publish
   * @param deadLetters what was given up
   * @param handled listings looked at
   */
  record Outcome(List<Publishable> parts, List<DeadLetter> deadLetters, int handled) {

    static final Outcome NOTHING = new Outcome(List.of(), List.of(), 0);

    boolean worthCommitting() {
      return handled > 0 || !deadLetters.isEmpty();
    }
  }

  /** Fetches for all entries, remembers in the state's ring what is to be published. */
  Outcome work(List<ReleaseQueue.Entry> entries, DetailState state) throws InterruptedException {
    List<DeadLetter> letters = new ArrayList<>();
    List<ReleaseQueue.Entry> asked = new ArrayList<>();
    List<Callable<DetailReader.Details>> requests = new ArrayList<>();
    int handled = 0;
    for (ReleaseQueue.Entry entry : entries) {
      if (!isListing(entry)) {
        continue;
      }
      handled++;
      try {
        ReleasePart listing = ReleasePartCodec.decode(entry.value());
        List<DetailFile> wanted =
            listing.observation() == Observation.RECHECKED
                ? List.of()
                : hub.details(baseUrl, listing);
        if (!wanted.isEmpty()) {
          asked.add(entry);
          requests.add(() -> reader.read(listing, wanted));
        }
      } catch (MalformedEvent malformed) {
        letters.add(letter(entry, "malformed", String.valueOf(malformed.getMessage())));
      }
    }
    List<Publishable> parts = new ArrayList<>();
    int missing = 0;
    List<DetailReader.Details> all = fetch(requests);
    for (int i = 0; i < all.size(); i++) {
      DetailReader.Details details = all.get(i);
      missing += details.missing();
      details.parts().forEach(part -> addIfNew(part, state, parts));
      for (String failure : details.failures()) {
        letters.add(letter(asked.get(i), "fetch_failed", failure));
      }
    }
    state.count(handled, parts.size(), missing, letters.size());
    return new Outcome(parts, letters, handled);
  }

  private List<DetailReader.Details> fetch(List<Callable<DetailReader.Details>> requests)
      throws InterruptedException {
    List<DetailReader.Details> results = new ArrayList<>();
    for (Future<DetailReader.Details> result : inFlight.invokeAll(requests)) {
      try {
        results.add(result.get());
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof InterruptedException) {
          throw new InterruptedException("stopped while reading details");
        }
        throw new IllegalStateException("reading details failed", failed.getCause());
      }
    }
    return results;
  }

  private boolean isListing(ReleaseQueue.Entry entry) {
    return entry.key().startsWith(hub.name() + ":")
        && entry.key().endsWith("#" + PartKind.LISTING.wireName())
        && entry.value().length > 0;
  }

  private static void addIfNew(ReleasePart part, DetailState state, List<Publishable> to) {
    String fingerprint = fingerprint(part.body());
    String hubId = part.hubId();
    long identity = Hashes.of(part.key() + "\n" + (hubId == null ? "" : hubId));
    long digest = Hashes.of(fingerprint);
    if (!state.ring().holds(identity, digest)) {
      state.ring().remember(identity, digest);
      to.add(new Publishable(part, fingerprint));
    }
  }

  private static String fingerprint(PartBody body) {
    if (body instanceof Card card) {
      return card.sha256();
    }
    if (body instanceof SmallFiles small) {
      return small.files().stream()
          .map(file -> file.name() + "=" + file.sha256())
          .collect(Collectors.joining(","));
    }
    throw new IllegalArgumentException("not a detail: " + body.part());
  }

  private static DeadLetter letter(ReleaseQueue.Entry entry, String reason, String error) {
    byte[] value =
        entry.value().length <= Row.Refused.MAX_BYTES
            ? entry.value()
            : Arrays.copyOf(entry.value(), Row.Refused.MAX_BYTES);
    return new DeadLetter(
        "ingest.detail",
        reason,
        error,
        "releases.v1-" + entry.partition() + "@" + entry.offset(),
        entry.key().getBytes(StandardCharsets.UTF_8),
        value);
  }
}
