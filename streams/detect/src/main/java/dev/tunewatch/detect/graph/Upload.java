package dev.tunewatch.detect.graph;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a release is among the others of its uploader, and among those of the same weights.
 *
 * @param uploader null where the record names none
 * @param createdAt the hub's time, in whole seconds; null where unknown
 * @param downloads of the last 30 days in whole orders of magnitude, null where unknown
 * @param weights digest of its set of weight files; null where unknown, or where they prove nothing
 * @param notable whether something by its own record flags it, so that its reach is of interest
 * @param hubId the hub's own id, which tells whether a name has another holder now; null if unknown
 * @param claimed tags of the listing that declare a removal, so that it is seen when they disappear
 */
public record Upload(
    @Nullable String uploader,
    @Nullable Instant createdAt,
    @Nullable Integer downloads,
    @Nullable String weights,
    boolean notable,
    @Nullable String hubId,
    List<String> claimed) {

  private static final int MAX_CLAIMED = 8;

  /** No hub has longer ones; it would be kept with each node. */
  private static final int MAX_HUB_ID = 128;

  /** Names of accounts are short; this one would be part of keys. */
  private static final int MAX_UPLOADER = 96;

  /** Nothing is known. */
  public static final Upload UNKNOWN = new Upload(null, null, null, null, false, null, List.of());

  public Upload {
    uploader = uploader == null || !isName(uploader) ? null : uploader;
    hubId = hubId == null || hubId.length() > MAX_HUB_ID ? null : hubId;
    claimed = List.copyOf(claimed.subList(0, Math.min(claimed.size(), MAX_CLAIMED)));
    createdAt = createdAt == null ? null : createdAt.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * An upload whose downloads were counted.
   *
   * @param count of the last 30 days, null where unknown
   */
  public static Upload counted(
      @Nullable String uploader,
      @Nullable Instant createdAt,
      @Nullable Long count,
      @Nullable String weights,
      boolean notable) {
    return new Upload(
        uploader,
        createdAt,
        count == null ? null : Magnitude.of(count),
        weights,
        notable,
        null,
        List.of());
  }

  /** The same, with what a later version of its record is compared with. */
  public Upload traced(@Nullable String id, List<String> tags) {
    return new Upload(uploader, createdAt, downloads, weights, notable, id, tags);
  }

  private static boolean isName(String text) {
    if (text.length() > MAX_UPLOADER || text.isBlank()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '#' || Character.isISOControl(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
