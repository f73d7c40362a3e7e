package dev.tunewatch.crawler.publish;

import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part and the state of the release that it shows; both together give the event its id.
 *
 * @param release whose part
 * @param kind which part
 * @param hubId the hub's own id, or null
 * @param at our clock
 * @param fingerprint revision, digest or time of the last change
 * @param part what is published; null takes back what was published before
 */
public record Publishable(
    ReleaseName release,
    PartKind kind,
    @Nullable String hubId,
    Instant at,
    String fingerprint,
    @Nullable ReleasePart part) {

  /** What a release says. */
  public static Publishable observed(ReleasePart part, String fingerprint) {
    return new Publishable(
        part.release(), part.body().part(), part.hubId(), part.observedAt(), fingerprint, part);
  }

  /** What a release says no more, as its listing of that state tells. */
  public static Publishable retracted(ReleasePart listing, PartKind kind) {
    return new Publishable(
        listing.release(),
        kind,
        listing.hubId(),
        listing.observedAt(),
        "retracted at " + listing.observedAt(),
        null);
  }

  /** Nothing of a release is to stand any more. */
  public static List<Publishable> withdrawn(
      ReleaseName release, @Nullable String hubId, Instant at) {
    return Arrays.stream(PartKind.values())
        .map(kind -> new Publishable(release, kind, hubId, at, "withdrawn at " + at, null))
        .toList();
  }

  /** The topic key. */
  public String key() {
    return release.partKey(kind);
  }
}
