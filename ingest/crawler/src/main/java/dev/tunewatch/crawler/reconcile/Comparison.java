package dev.tunewatch.crawler.reconcile;

import dev.tunewatch.crawler.hub.Fingerprint;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import dev.tunewatch.events.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds rows of the hub's listing against the log; only what differs is published again. */
public final class Comparison {

  private final KnownReleases known;
  private final @Nullable Instant floor;
  private final Map<Long, String> takenOver;

  /**
   * Compares with what is known.
   *
   * @param takenOver former holders of names that others hold now, to be added to
   * @param floor what was created before and is not in the log was never asked for; null where all
   *     was
   */
  public Comparison(KnownReleases known, Map<Long, String> takenOver, @Nullable Instant floor) {
    this.known = known;
    this.takenOver = takenOver;
    this.floor = floor;
  }

  /** What is to be published of a row; it is known from then on. */
  public List<Publishable> take(Row.Listed row) {
    ReleasePart part = row.part();
    Listing listing = (Listing) part.body();
    String name = part.release().id();
    boolean listed = known.isListed(name);
    Instant created = row.created();
    if (!listed && floor != null && created != null && created.isBefore(floor)) {
      return List.of();
    }
    List<Publishable> publish = new ArrayList<>();
    boolean another = listed && !known.isOf(name, part.hubId());
    long downloads = listing.downloads() == null ? 0 : listing.downloads();
    if (another) {
      takenOver.put(known.identityOf(name), name);
    }
    Observation why = observation(row, listed, another, downloads);
    if (why != null) {
      publish.add(Publishable.observed(part.observed(why), row.fingerprint()));
      known.listing(name, part.hubId(), row.fingerprint(), downloads);
    }
    Status.State said = known.state(name);
    Status.State state =
        listing.flags().contains("private")
            ? Status.State.HIDDEN
            : Boolean.TRUE.equals(listing.disabled())
                ? Status.State.DISABLED
                : Status.State.AVAILABLE;
    if (state != (said == null ? Status.State.AVAILABLE : said)) {
      publish.add(status(part, new Status(state, null, "as the hub lists it")));
      known.status(name, part.hubId(), state);
    }
    known.seen(name);
    return publish;
  }

  /** Why it is published, null where it is not. */
  private @Nullable Observation observation(
      Row.Listed row, boolean listed, boolean another, long downloads) {
    String name = row.part().release().id();
    if (!listed || another) {
      return Observation.FIRST_SEEN;
    }
    if (!known.isAs(name, row.fingerprint()) && !known.isAs(name, asWritten(row))) {
      return Observation.CHANGED;
    }
    // Counters alone are no change, but a listing must not be out of date by more than a doubling.
    return known.hasDownloads(name, downloads) ? null : Observation.RECHECKED;
  }

  /** The fingerprint of what a reader of the log gets: what cannot travel in JSON is replaced. */
  private static String asWritten(Row.Listed row) {
    try {
      ReleasePart read = ReleasePartCodec.decode(ReleasePartCodec.encode(row.part()));
      return Fingerprint.of(read.release(), (Listing) read.body());
    } catch (MalformedEvent impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Publishable status(ReleasePart listing, Status status) {
    ReleasePart part =
        new ReleasePart(
            listing.release(),
            listing.hubId(),
            listing.observedAt(),
            Observation.CHANGED,
            listing.provenance(),
            status);
    return Publishable.observed(part, status.state() + "|null|" + listing.observedAt());
  }
}
