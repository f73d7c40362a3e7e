package dev.tunewatch.events;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One part of a release as observed once: the value of {@code releases.v1}, under {@link #key()}.
 * The record's Kafka timestamp is {@link #observedAt()}; the hub's own times are fields of the
 * body.
 *
 * @param release the name it was listed under
 * @param hubId the hub's own id, which survives a rename ({@code _id} on Hugging Face); null where
 *     the hub has none
 * @param observedAt our clock
 * @param observation why this part was written
 * @param provenance where it was read
 * @param body what it says
 */
public record ReleasePart(
    ReleaseName release,
    @Nullable String hubId,
    Instant observedAt,
    Observation observation,
    Provenance provenance,
    PartBody body) {

  public ReleasePart {
    Objects.requireNonNull(observedAt, "observedAt");
    Objects.requireNonNull(observation, "observation");
    Objects.requireNonNull(provenance, "provenance");
  }

  /** The same, written for another reason. */
  public ReleasePart observed(Observation why) {
    return why == observation
        ? this
        : new ReleasePart(release, hubId, observedAt, why, provenance, body);
  }

  /** The topic key, {@code hub:owner/name#part}. */
  public String key() {
    return release.partKey(body.part());
  }
}
