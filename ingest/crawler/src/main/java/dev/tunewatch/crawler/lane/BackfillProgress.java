package dev.tunewatch.crawler.lane;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.events.EventJson;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the walk over the whole hub is: the value of {@code status.v1} under {@code
 * ingest.<hub>.backfill}.
 *
 * @param v version of the contract
 * @param component the key
 * @param ready always true: a lane that fails writes nothing
 * @param reason the same for people
 * @param pages read
 * @param rows read
 * @param published releases published; the rest live had published
 * @param position creation time of what was read last, null before the first page
 * @param rowsPerSecond since this process began, waits for the hub's limits included
 * @param left about how many rows are still to come, null where nobody knows
 * @param secondsLeft about how long that takes, null where nobody knows
 * @param done whether all is read
 * @param gapsOpen pages that could not be read and wait for repair
 * @param at our clock
 */
public record BackfillProgress(
    int v,
    String component,
    boolean ready,
    String reason,
    long pages,
    long rows,
    long published,
    @Nullable Instant position,
    double rowsPerSecond,
    @Nullable Long left,
    @Nullable Long secondsLeft,
    boolean done,
    int gapsOpen,
    Instant at) {

  /** The version of the contract. */
  public static final int VERSION = 1;

  /** Part that is done, 0 to 1; empty progress where nobody knows is 0. */
  public double share() {
    if (done) {
      return 1;
    }
    return left == null || rows + left == 0 ? 0 : (double) rows / (rows + left);
  }

  /** UTF-8 JSON. */
  public byte[] encode() {
    try {
      return EventJson.mapper().writeValueAsBytes(this);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Days, hours, minutes or seconds, whatever is long enough. */
  static String rough(long seconds) {
    Duration left = Duration.ofSeconds(seconds);
    if (left.toDays() >= 2) {
      return left.toDays() + " d";
    }
    if (left.toHours() >= 2) {
      return left.toHours() + " h";
    }
    return left.toMinutes() >= 2 ? left.toMinutes() + " min" : seconds + " s";
  }
}
