package dev.tunewatch.crawler.hub;

import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of a listing page. */
public sealed interface Row {

  /**
   * A row that was read.
   *
   * @param part its listing part
   * @param created the hub's sort key in the order of creation, as given; null where absent
   * @param modified the hub's sort key in the order of modification; null where absent
   * @param fingerprint the same for the same state of the release: revision and last change
   * @param plausible whether createdAt agrees with the time within the hub's id
   */
  record Listed(
      ReleasePart part,
      @Nullable Instant created,
      @Nullable Instant modified,
      String fingerprint,
      boolean plausible)
      implements Row {

    /** The sort key in that order. */
    public @Nullable Instant time(Order order) {
      return order == Order.CREATED ? created : modified;
    }

    /** What survives a rename: the hub's id, else the name. */
    public String identity() {
      String hubId = part.hubId();
      return hubId != null ? hubId : part.release().key();
    }
  }

  /**
   * A row that was not understood.
   *
   * @param bytes as it came, bounded
   * @param reason for people, without payload
   */
  record Refused(byte[] bytes, String reason) implements Row {

    /** How much of a refused row is kept. */
    public static final int MAX_BYTES = 64 * 1024;
  }
}
