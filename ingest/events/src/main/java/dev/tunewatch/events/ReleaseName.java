package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The name under which a hub lists a release: {@code hub:owner/name}. Parents are declared by this
 * name, so it is the partitioning key; the identity that survives a rename is the hub's own id.
 *
 * @param hub the hub's short name, {@code [a-z][a-z0-9-]*}, for example {@code huggingface}
 * @param id the name as the hub spells it, usually {@code owner/name}; at most 256 characters, no
 *     white space, control character, unpaired surrogate (it has no UTF-8 form) or {@code #} (which
 *     separates the part in a topic key)
 */
public record ReleaseName(String hub, String id) {

  private static final int MAX_ID = 256;

  public ReleaseName {
    if (!isHub(hub)) {
      throw new IllegalArgumentException("not a hub name: '" + bounded(hub) + "'");
    }
    if (!isId(id)) {
      throw new IllegalArgumentException("not a release id: '" + bounded(id) + "'");
    }
  }

  /**
   * Reads {@code hub:owner/name}.
   *
   * @throws IllegalArgumentException if the text is not of that form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ReleaseName parse(String key) {
    int colon = key.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("no hub in release key '" + bounded(key) + "'");
    }
    return new ReleaseName(key.substring(0, colon), key.substring(colon + 1));
  }

  /** Whether a hub may list a release under this id; the check that a constructor would make. */
  public static boolean isId(String id) {
    if (id.isEmpty() || id.length() > MAX_ID) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c > ' ' && c < 127 && c != '#') {
        continue;
      }
      if (c == '#' || Character.isISOControl(c) || isSpace(c)) {
        return false;
      }
    }
    return WellFormed.isText(id);
  }

  /** {@code hub:owner/name}, the key of everything that is kept per release. */
  @JsonValue
  public String key() {
    return hub + ":" + id;
  }

  /** {@code hub:owner/name#part}, the key of one part in {@code releases.v1}. */
  public String partKey(PartKind part) {
    return key() + "#" + part.wireName();
  }

  /** What stands before the first slash; the whole id where there is none (legacy names). */
  public String owner() {
    int slash = id.indexOf('/');
    return slash < 0 ? id : id.substring(0, slash);
  }

  /** What stands behind the first slash; the whole id where there is none (legacy names). */
  public String name() {
    return id.substring(id.indexOf('/') + 1);
  }

  @Override
  public String toString() {
    return key();
  }

  private static boolean isHub(String hub) {
    if (hub.isEmpty() || hub.length() > 32 || hub.charAt(0) < 'a' || hub.charAt(0) > 'z') {
      return false;
    }
    for (int i = 1; i < hub.length(); i++) {
      char c = hub.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static String bounded(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
