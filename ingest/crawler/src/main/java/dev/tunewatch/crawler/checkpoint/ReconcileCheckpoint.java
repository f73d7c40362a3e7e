package dev.tunewatch.crawler.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When the whole listing was walked last. A walk that is cut off starts again from its first page:
 * what it had published by then is in the log and differs no more.
 *
 * @param v version of the form
 * @param floor what was created before was not asked for at the first start; null for all
 * @param finishedAt end of the last walk, or the first start before it
 * @param listed rows listed, since the first start
 * @param published parts published, since the first start
 * @param refused rows and pages that could not be read, since the first start; null where an
 *     earlier version did not count them
 */
public record ReconcileCheckpoint(
    int v,
    @Nullable Instant floor,
    Instant finishedAt,
    long listed,
    long published,
    @Nullable Long refused) {

  /** The version of the form. */
  public static final int VERSION = 1;

  public ReconcileCheckpoint {
    Objects.requireNonNull(finishedAt, "finishedAt");
  }

  /** The same with more done. */
  public ReconcileCheckpoint and(long rows, long parts, long letters) {
    return new ReconcileCheckpoint(
        v,
        floor,
        finishedAt,
        listed + rows,
        published + parts,
        (refused == null ? 0 : refused) + letters);
  }

  /** The same with a walk that ended then. */
  public ReconcileCheckpoint finished(Instant at) {
    return new ReconcileCheckpoint(v, floor, at, listed, published, refused);
  }

  /** UTF-8 JSON. */
  public byte[] encode() {
    try {
      return EventJson.mapper().writeValueAsBytes(this);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedCheckpoint if it is anything else
   */
  public static ReconcileCheckpoint decode(byte[] bytes) {
    try {
      ReconcileCheckpoint read = EventJson.mapper().readValue(bytes, ReconcileCheckpoint.class);
      if (read.v != VERSION) {
        throw new IllegalArgumentException("version " + read.v + " is not " + VERSION);
      }
      return read;
    } catch (IOException | RuntimeException unreadable) {
      throw new MalformedCheckpoint("the reconcile lane's checkpoint cannot be read", unreadable);
    }
  }
}
