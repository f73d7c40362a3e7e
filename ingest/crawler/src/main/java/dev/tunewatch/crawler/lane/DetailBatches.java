package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.fetch.FetchFailure;
import dev.tunewatch.crawler.hub.DetailFile;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.queue.ReleaseQueue;
import dev.tunewatch.crawler.walk.Hashes;
import dev.tunewatch.events.Card;
import dev.tunewatch.events.Identity;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works through a stretch of the queue: several requests in flight, results in log order. */
final class DetailBatches {

  private static final long RETRACTED = Hashes.of("retracted");

  private final Patience patience = new Patience();
  private boolean hubAway;
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

  /** A listing to work on; {@code request} is its place among the requests, -1 if it has none. */
  private record Work(ReleaseQueue.Entry entry, ReleasePart listing, int request) {}

  /**
   * Fetches for all entries, remembers in the state's ring what is to be published.
   *
   * @throws HubUnreadable if a file could not be read that may be readable later; the state is as
   *     before then
   */
  Outcome work(List<ReleaseQueue.Entry> entries, DetailState state) throws InterruptedException {
    List<DeadLetter> letters = new ArrayList<>();
    List<Work> all = new ArrayList<>();
    List<Callable<DetailReader.Details>> requests = new ArrayList<>();
    int handled = 0;
    for (ReleaseQueue.Entry entry : entries) {
      if (!isListing(entry)) {
        continue;
      }
      handled++;
      try {
        ReleasePart listing = ReleasePartCodec.decode(entry.value());
        if (listing.observation() == Observation.RECHECKED) {
          continue;
        }
        List<DetailFile> wanted = hub.details(baseUrl, listing);
        all.add(new Work(entry, listing, wanted.isEmpty() ? -1 : requests.size()));
        if (!wanted.isEmpty()) {
          requests.add(() -> ask(listing, wanted));
        }
      } catch (MalformedEvent malformed) {
        letters.add(letter(entry, "malformed", String.valueOf(malformed.getMessage())));
      }
    }
    patience.begin();
    List<DetailReader.Details> read = fetch(requests);
    letters.addAll(givenUp(all, read));
    List<Publishable> parts = new ArrayList<>();
    int missing = 0;
    for (Work work : all) {
      DetailReader.Details details =
          work.request < 0 ? DetailReader.Details.NONE : read.get(work.request);
      missing += details.missing();
      details.parts().forEach(part -> addIfNew(part, state, parts));
      if (work.listing.observation() == Observation.CHANGED) {
        retract(work.listing, details, state, parts);
      }
    }
    state.count(handled, parts.size(), missing, letters.size());
    return new Outcome(parts, letters, handled);
  }

  /** Whether a file could not be read and the hub has not answered for any since. */
  boolean isHubAway() {
    return hubAway;
  }

  private DetailReader.Details ask(ReleasePart listing, List<DetailFile> wanted)
      throws InterruptedException {
    if (patience.isSpent()) {
      return DetailReader.Details.POSTPONED;
    }
    DetailReader.Details details = reader.read(listing, wanted);
    patience.heard(details.answered() + details.failures().size(), details.away().size());
    return details;
  }

  /** What is lost for good; the rest that failed is waited for. */
  private List<DeadLetter> givenUp(List<Work> all, List<DetailReader.Details> read) {
    boolean answers = read.stream().anyMatch(details -> details.answered() > 0);
    List<DeadLetter> letters = new ArrayList<>();
    String away = null;
    for (Work work : all) {
      if (work.request < 0) {
        continue;
      }
      DetailReader.Details details = read.get(work.request);
      details
          .failures()
          .forEach(
              (name, why) -> letters.add(letter(work.entry, "fetch_failed", name + ": " + why)));
      for (Map.Entry<String, FetchFailure> file : details.away().entrySet()) {
        String why = file.getKey() + ": " + file.getValue().getMessage();
        boolean alone = answers && file.getValue().kind() != FetchFailure.Kind.RATE_LIMITED;
        if (alone && patience.givesUp(source(work.entry) + "/" + file.getKey())) {
          letters.add(letter(work.entry, "fetch_failed", why));
        } else {
          away = why;
        }
      }
      if (details.postponed() && away == null) {
        away = "not asked";
      }
    }
    if (!read.isEmpty()) {
      hubAway = away != null && !answers;
    }
    if (away != null) {
      throw new HubUnreadable("a small file cannot be read: " + away);
    }
    return letters;
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
        && !Identity.isKey(entry.key())
        && entry.value().length > 0;
  }

  /** Takes back a part whose file went, else its old text would count for ever. */
  private void retract(
      ReleasePart listing, DetailReader.Details details, DetailState state, List<Publishable> to) {
    Set<PartKind> absent = hub.absent(listing);
    for (PartKind kind : List.of(PartKind.CARD, PartKind.FILES)) {
      long identity = identity(listing.release().partKey(kind), listing.hubId());
      boolean gone =
          details.gone().contains(kind) || (absent.contains(kind) && state.ring().knows(identity));
      if (gone && !state.ring().holds(identity, RETRACTED)) {
        state.ring().remember(identity, RETRACTED);
        to.add(Publishable.retracted(listing, kind));
      }
    }
  }

  private static long identity(String key, @Nullable String hubId) {
    return Hashes.of(key + "\n" + (hubId == null ? "" : hubId));
  }

  private static void addIfNew(ReleasePart part, DetailState state, List<Publishable> to) {
    String fingerprint = fingerprint(part.body());
    long identity = identity(part.key(), part.hubId());
    long digest = Hashes.of(fingerprint);
    if (!state.ring().holds(identity, digest)) {
      state.ring().remember(identity, digest);
      to.add(Publishable.observed(part, fingerprint));
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
        source(entry),
        entry.key().getBytes(StandardCharsets.UTF_8),
        value);
  }

  private static String source(ReleaseQueue.Entry entry) {
    return "releases.v1-" + entry.partition() + "@" + entry.offset();
  }
}
