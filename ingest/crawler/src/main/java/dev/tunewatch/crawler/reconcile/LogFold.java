package dev.tunewatch.crawler.reconcile;

import dev.tunewatch.crawler.hub.Fingerprint;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.IdentityCodec;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import dev.tunewatch.events.Status;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the release log of one hub, record by record in the order of each partition: first to know
 * all, and again, when the hub's listing was walked, for the names of what was not met there.
 */
public final class LogFold {

  private static final String LISTING = "#" + PartKind.LISTING.wireName();

  /** So many may be missing from a hub of any size. */
  private static final int MOST_ABSENT = 10_000;

  private static final String STATUS = "#" + PartKind.STATUS.wireName();

  private final String prefix;
  private final KnownReleases known;
  private final Map<Long, String> takenOver = new HashMap<>();

  /** Folds the releases of that hub into what is known. */
  public LogFold(String hub, KnownReleases known) {
    this.prefix = hub + ":";
    this.known = known;
  }

  /**
   * Takes one record; an unreadable one, which every reader keeps as a dead letter, is left out.
   */
  public void take(String key, byte[] value) {
    if (!key.startsWith(prefix) || Identity.isKey(key)) {
      return;
    }
    if (key.endsWith(LISTING)) {
      String name = name(key, LISTING);
      if (value.length == 0) {
        known.unlisted(name);
        return;
      }
      ReleasePart part = read(value);
      if (part != null && part.body() instanceof Listing listing) {
        if (known.isListed(name) && !known.isOf(name, part.hubId())) {
          takenOver.put(known.identityOf(name), name);
        }
        known.listing(
            name,
            part.hubId(),
            Fingerprint.of(part.release(), listing),
            listing.downloads() == null ? 0 : listing.downloads());
      }
    } else if (key.endsWith(STATUS)) {
      ReleasePart part = value.length == 0 ? null : read(value);
      if (part != null && part.body() instanceof Status status) {
        known.status(name(key, STATUS), part.hubId(), status.state());
      } else if (value.length == 0) {
        known.status(name(key, STATUS), null, null);
      }
    }
  }

  /**
   * Former holders of names that others hold now, hash of the id and the name, as far as the log
   * remembers them; the caller may add to it.
   */
  public Map<Long, String> takenOver() {
    return takenOver;
  }

  /** What the second reading looks for. */
  public final class Absent {

    private final Map<String, String> names = new LinkedHashMap<>();
    private final int most = Math.max(MOST_ABSENT, known.size() / 10);
    private boolean tooMuch;
    private final Set<Long> missing = known.missing(most);
    private final Map<Long, ReleasePart> elsewhere = new HashMap<>();
    private final Map<String, Identity> identities = new HashMap<>();

    /** Takes one record. */
    public void take(String key, byte[] value) {
      if (!key.startsWith(prefix)) {
        return;
      }
      if (Identity.isKey(key)) {
        try {
          Identity identity = IdentityCodec.decode(value);
          identities.put(identity.hubId(), identity);
        } catch (MalformedEvent unreadable) {
          return; // nothing is known of it then
        }
        return;
      }
      if (!key.endsWith(LISTING)) {
        return;
      }
      String name = name(key, LISTING);
      if (!known.isSeen(name)) {
        if (!known.isListed(name) || isSaidToBeGone(name)) {
          return;
        }
        ReleasePart part = value.length == 0 ? null : read(value);
        if (part == null) {
          names.remove(name);
        } else {
          if (tooMuch || (names.size() >= most && !names.containsKey(name))) {
            tooMuch = true;
            names.clear();
          } else {
            names.put(name, part.hubId() == null ? "" : part.hubId());
          }
        }
      } else if (isLookedFor(known.identityOf(name))) {
        ReleasePart part = value.length == 0 ? null : read(value);
        if (part != null && known.isOf(name, part.hubId())) {
          elsewhere.put(KnownReleases.identity(part.hubId()), part);
        }
      }
    }

    private boolean isLookedFor(long identity) {
      return takenOver.containsKey(identity) || missing.contains(identity);
    }

    /**
     * Whether more was not met than a hub loses: a tenth of all, and ten thousand. Then it is the
     * listing that ended early, without an error; to ask for each page would take days.
     */
    public boolean isTooMuch() {
      return tooMuch;
    }

    /** Names that are in the log and that the hub did not list, with the hub's id or nothing. */
    public Map<String, String> names() {
      return names;
    }

    /** Where a release is that is not under its name any more, null if it was not met anywhere. */
    public @Nullable ReleasePart elsewhere(long identity) {
      return elsewhere.get(identity);
    }

    /** The identity row of a hub's id, null where there is none. */
    public @Nullable Identity identity(String hubId) {
      return identities.get(hubId);
    }
  }

  /** Whether the last word that counts is that the name holds nothing any more. */
  private boolean isSaidToBeGone(String name) {
    return KnownReleases.isGone(known.state(name));
  }

  private String name(String key, String part) {
    return key.substring(prefix.length(), key.length() - part.length());
  }

  private static @Nullable ReleasePart read(byte[] value) {
    try {
      return ReleasePartCodec.decode(value);
    } catch (MalformedEvent unreadable) {
      return null;
    }
  }
}
