package dev.tunewatch.crawler.reconcile;

import dev.tunewatch.crawler.walk.Hashes;
import dev.tunewatch.events.Status.State;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All releases of a hub that are in the log, 30 bytes a slot, at most 44 a release: hashes of name,
 * identity and listing, and what became of the name. Two of three million names share a hash of 64
 * bits with a probability below one in a million; one would then hide a change of the other.
 */
public final class KnownReleases {

  private static final State[] STATES = State.values();
  private static final double FULL = 0.9;
  private static final double GROWTH = 1.3;
  private static final int BYTES_A_SLOT = 3 * Long.BYTES + Integer.BYTES + 2;
  private static final int STATE_BITS = 7;
  private static final int LISTED = 8;
  private static final int SEEN = 16;

  private long[] names;
  private long[] ids;
  private long[] listings;
  private int[] statusIds;
  private byte[] marks;
  private byte[] downloads;
  private int size;

  /** An empty one. */
  public KnownReleases() {
    this(1_024);
  }

  private KnownReleases(int slots) {
    names = new long[slots];
    ids = new long[slots];
    listings = new long[slots];
    statusIds = new int[slots];
    marks = new byte[slots];
    downloads = new byte[slots];
  }

  /** How many names are known, in whatever state. */
  public int size() {
    return size;
  }

  /** Bytes that the tables take. */
  public long bytes() {
    return (long) names.length * BYTES_A_SLOT;
  }

  /** Takes what the log says of a name's listing. */
  public void listing(String name, @Nullable String hubId, String fingerprint, long loads) {
    int at = slot(name);
    ids[at] = identity(hubId);
    listings[at] = Hashes.of(fingerprint);
    downloads[at] = magnitude(loads);
    marks[at] |= LISTED;
  }

  /** Takes that a name's listing was taken back. */
  public void unlisted(String name) {
    int at = slot(name); // may replace the tables
    marks[at] &= ~LISTED;
  }

  /** Takes what the log says became of a name; null where that was taken back. */
  public void status(String name, @Nullable String hubId, @Nullable State state) {
    int at = slot(name);
    marks[at] = (byte) ((marks[at] & ~STATE_BITS) | (state == null ? 0 : state.ordinal() + 1));
    statusIds[at] = (int) identity(hubId);
  }

  /** Notes that the hub lists a name. */
  public void seen(String name) {
    int at = slot(name);
    marks[at] |= SEEN;
  }

  /** Whether the log has a listing of that name. */
  public boolean isListed(String name) {
    int at = find(name);
    return at >= 0 && (marks[at] & LISTED) != 0;
  }

  /** Whether the hub lists that name. */
  public boolean isSeen(String name) {
    int at = find(name);
    return at >= 0 && (marks[at] & SEEN) != 0;
  }

  /** Whether the name is in the log as that identity; one that is not known contradicts none. */
  public boolean isOf(String name, @Nullable String hubId) {
    int at = find(name);
    long id = identity(hubId);
    return at < 0 || id == 0 || ids[at] == 0 || ids[at] == id;
  }

  /** Hash of the identity that the log has under a name, 0 where it has none. */
  public long identityOf(String name) {
    int at = find(name);
    return at < 0 ? 0 : ids[at];
  }

  /** Whether the log's listing of a name has that fingerprint. */
  public boolean isAs(String name, String fingerprint) {
    int at = find(name);
    return at >= 0 && listings[at] == Hashes.of(fingerprint);
  }

  /** Whether the log's downloads of a name are of that magnitude. */
  public boolean hasDownloads(String name, long loads) {
    int at = find(name);
    return at >= 0 && downloads[at] == magnitude(loads);
  }

  /** What is remembered of the log's listing, in the form of {@code Recheck.digest}. */
  public @Nullable String digest(String name) {
    int at = find(name);
    return at < 0 || (marks[at] & LISTED) == 0 ? null : Long.toHexString(listings[at]);
  }

  /**
   * What became of the name, by the last word that counts: that of another identity than the
   * listing's does not, because the name was taken over. Null where nothing was said.
   */
  public @Nullable State state(String name) {
    int at = find(name);
    return at < 0 ? null : state(at);
  }

  private @Nullable State state(int at) {
    int state = marks[at] & STATE_BITS;
    boolean counts = statusIds[at] == 0 || ids[at] == 0 || statusIds[at] == (int) ids[at];
    return state == 0 || !counts ? null : STATES[state - 1];
  }

  /**
   * Hashes of the identities whose names are in the log and were not met, those left out of which
   * it is said that they are gone.
   *
   * @param most no more than so many
   */
  public Set<Long> missing(int most) {
    Set<Long> missing = new HashSet<>();
    for (int at = 0; at < names.length && missing.size() < most; at++) {
      boolean listed = names[at] != 0 && (marks[at] & LISTED) != 0 && (marks[at] & SEEN) == 0;
      if (listed && ids[at] != 0 && !isGone(state(at))) {
        missing.add(ids[at]);
      }
    }
    return missing;
  }

  /** Whether that state says that a name holds nothing any more. */
  static boolean isGone(@Nullable State state) {
    return state == State.REMOVED || state == State.RENAMED;
  }

  /** Hash of a hub's id, 0 for none. */
  public static long identity(@Nullable String hubId) {
    return hubId == null ? 0 : Hashes.of(hubId);
  }

  /** 0 for few, then one more with each doubling. */
  private static byte magnitude(long loads) {
    return (byte) (loads < 64 ? 0 : 63 - Long.numberOfLeadingZeros(loads));
  }

  private int find(String name) {
    long hash = hash(name);
    int at = start(hash, names.length);
    while (names[at] != 0) {
      if (names[at] == hash) {
        return at;
      }
      at = at + 1 == names.length ? 0 : at + 1;
    }
    return -1;
  }

  private int slot(String name) {
    int at = find(name);
    if (at >= 0) {
      return at;
    }
    if (size + 1 > names.length * FULL) {
      grow();
    }
    size++;
    return claim(hash(name));
  }

  private int claim(long hash) {
    int at = start(hash, names.length);
    while (names[at] != 0) {
      at = at + 1 == names.length ? 0 : at + 1;
    }
    names[at] = hash;
    return at;
  }

  private void grow() {
    KnownReleases larger = new KnownReleases((int) Math.ceil(names.length * GROWTH));
    for (int from = 0; from < names.length; from++) {
      if (names[from] != 0) {
        int to = larger.claim(names[from]);
        larger.ids[to] = ids[from];
        larger.listings[to] = listings[from];
        larger.statusIds[to] = statusIds[from];
        larger.marks[to] = marks[from];
        larger.downloads[to] = downloads[from];
      }
    }
    names = larger.names;
    ids = larger.ids;
    listings = larger.listings;
    statusIds = larger.statusIds;
    marks = larger.marks;
    downloads = larger.downloads;
  }

  private static int start(long hash, int slots) {
    return (int) Long.remainderUnsigned(hash, slots);
  }

  private static long hash(String name) {
    long hash = Hashes.of(name);
    return hash == 0 ? 1 : hash;
  }
}
