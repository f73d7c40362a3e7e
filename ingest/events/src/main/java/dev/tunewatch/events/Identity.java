package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Where a release that was renamed is found now: a row of {@code releases.v1} under {@link #key()}
 * that no compaction loses, because names move and are reused and only the hub's id stays. It is
 * written when a rename is seen, in one transaction with the status part of the old name.
 *
 * @param hub the hub's short name
 * @param hubId the hub's own id, 1 to 256 characters without white space, control characters and
 *     {@code #}
 * @param name the name it has now
 * @param formerNames the names it had, newest first, at most {@link #MAX_FORMER}
 * @param observedAt our clock
 */
public record Identity(
    String hub,
    String hubId,
    String name,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerNames,
    Instant observedAt) {

  /** How many former names are kept; the oldest are forgotten. */
  public static final int MAX_FORMER = 16;

  private static final String SIGN = ":#";

  public Identity {
    Objects.requireNonNull(observedAt, "observedAt");
    new ReleaseName(hub, name);
    if (!isHubId(hubId)) {
      throw new IllegalArgumentException("not a hub's id");
    }
    formerNames = formerNames == null ? List.of() : List.copyOf(formerNames);
    if (formerNames.size() > MAX_FORMER) {
      throw new IllegalArgumentException(formerNames.size() + " former names");
    }
    formerNames.forEach(former -> new ReleaseName(hub, former));
  }

  /** The topic key, {@code hub:#<hub's id>}. */
  public String key() {
    return key(hub, hubId);
  }

  /** The topic key of that identity, {@code hub:#<hub's id>}. */
  public static String key(String hub, String hubId) {
    return hub + SIGN + hubId;
  }

  /** Whether a key of {@code releases.v1} is an identity's; a part's key never is. */
  public static boolean isKey(String key) {
    int colon = key.indexOf(':');
    return colon > 0 && key.startsWith(SIGN, colon);
  }

  /** Whether a hub's id can stand in a key. */
  public static boolean isHubId(String hubId) {
    return ReleaseName.isId(hubId);
  }

  /** The release under the name it has now. */
  public ReleaseName release() {
    return new ReleaseName(hub, name);
  }

  /** The same release under another name, the present one being the newest of the former. */
  public Identity renamed(String newName, Instant at) {
    Set<String> former = new LinkedHashSet<>();
    former.add(name);
    former.addAll(formerNames);
    former.remove(newName);
    List<String> kept = new ArrayList<>(former);
    return new Identity(
        hub, hubId, newName, kept.subList(0, Math.min(kept.size(), MAX_FORMER)), at);
  }
}
