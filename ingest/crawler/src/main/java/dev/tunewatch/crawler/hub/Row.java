package dev.tunewatch.crawler.hub;

import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one record of the hub: a row of a listing, or its answer on one release. */
public sealed interface Row {

  /**
   * A record that was read.
   *
   * @param part its listing part
   * @param further parts of the same release that the record fills as well
   * @param created the hub's sort key in the order of creation, as given; null where absent
   * @param modified the hub's sort key in the order of modification; null where absent
   * @param fingerprint the same for the same state of the release, see {@link Fingerprint}
   * @param plausible whether createdAt agrees with the time within the hub's id
   */
  record Listed(
      ReleasePart part,
      List<ReleasePart> further,
      @Nullable Instant created,
      @Nullable Instant modified,
      String fingerprint,
      boolean plausible)
      implements Row {

    public Listed {
      further = List.copyOf(further);
    }

    /** All parts, the listing first. */
    public List<ReleasePart> parts() {
      List<ReleasePart> parts = new ArrayList<>();
      parts.add(part);
      parts.addAll(further);
      return parts;
    }

    /** The sort key in that order. */
    public @Nullable Instant time(Order order) {
      return order == Order.CREATED ? created : modified;
    }

    /** What survives a rename: the hub's id, else the name. */
    public String identity() {
      String hubId = part.hubId();
      return hubId != null ? hubId : part.release().key();
    }

    /** The same, read for another reason. */
    public Listed observed(Observation observation) {
      if (observation == part.observation()) {
        return this;
      }
      return new Listed(
          part.observed(observation),
          further.stream().map(more -> more.observed(observation)).toList(),
          created,
          modified,
          fingerprint,
          plausible);
    }
  }

  /**
   * A record that is processed no further and that the operator alone may learn of.
   *
   * @param escalation all that is said of it
   * @param created when the hub says that it was created, which tells whether it may have been
   *     published before; null where it does not say
   */
  record Escalated(Escalation escalation, @Nullable Instant created) implements Row {

    /** As {@link Listed#identity()} would be, so that what was published before is found. */
    public String identity() {
      return escalation.id();
    }

    /** The name under which it would have been published. */
    public ReleaseName release() {
      return new ReleaseName(escalation.hub(), escalation.id());
    }
  }

  /**
   * A record that was not understood.
   *
   * @param bytes as it came, bounded
   * @param reason for people, without payload
   */
  record Refused(byte[] bytes, String reason) implements Row {

    /** How much of a refused record is kept. */
    public static final int MAX_BYTES = 64 * 1024;

    /** Keeps the beginning of the bytes. */
    public static Refused of(byte[] bytes, String reason) {
      return new Refused(
          bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES), reason);
    }

    /** Keeps nothing but the digest, where the bytes may hold what must not be kept. */
    public static Refused withheld(byte[] bytes, String reason) {
      String digest = "{\"withheld\":true,\"sha256\":\"" + Excerpt.sha256(bytes) + "\"}";
      return new Refused(digest.getBytes(StandardCharsets.UTF_8), reason);
    }
  }
}
