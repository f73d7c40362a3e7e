package dev.tunewatch.detect.lineage;

import dev.tunewatch.events.ReleaseName;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the name of a release on the hub from paths, addresses and words. */
final class HubId {

  private static final String HOST = "huggingface.co/";

  /** First parts of the hub's other addresses. */
  private static final Set<String> NOT_OWNERS =
      Set.of(
          "datasets",
          "spaces",
          "papers",
          "docs",
          "blog",
          "collections",
          "models",
          "organizations",
          "join",
          "settings",
          "api",
          "posts",
          "chat",
          "learn",
          "tasks",
          "home",
          "workspace",
          "root",
          "mnt",
          "content",
          "data",
          "output",
          "outputs",
          "checkpoints",
          "merges",
          "usr",
          "tmp");

  private HubId() {}

  /** The {@code owner/name} that the text is, also as an address of the hub; else null. */
  static @Nullable String find(String text) {
    String id = text.strip();
    int host = id.indexOf(HOST);
    if (host >= 0 && host <= 12) {
      return address(id.substring(host + HOST.length()));
    }
    int at = id.indexOf('@');
    id = at > 0 ? id.substring(0, at) : id;
    int slash = id.indexOf('/');
    return slash > 0 && slash == id.lastIndexOf('/') ? checked(id) : null;
  }

  /**
   * What a field that should hold a name means: the name, also a legacy one without owner, or null
   * for a path of the maker's machine.
   */
  static @Nullable String declared(String value) {
    String id = value.strip();
    if (id.contains("://")) {
      return find(id);
    }
    boolean path =
        id.isEmpty()
            || ".~/\\".indexOf(id.charAt(0)) >= 0
            || id.indexOf('/') != id.lastIndexOf('/');
    return path || !ReleaseName.isId(id) ? null : id;
  }

  /** What stands behind the host: a model may be followed by a page of it. */
  private static @Nullable String address(String path) {
    int end = 0;
    int slashes = 0;
    while (end < path.length()) {
      char c = path.charAt(end);
      slashes += c == '/' ? 1 : 0;
      if (slashes == 2 || (!isNameChar(c) && c != '/')) {
        break;
      }
      end++;
    }
    while (end > 0 && path.charAt(end - 1) == '.') {
      end--;
    }
    return slashes == 0 ? null : checked(path.substring(0, end));
  }

  private static @Nullable String checked(String id) {
    int slash = id.indexOf('/');
    boolean spelt = id.length() <= 200 && slash > 0 && slash + 1 < id.length();
    for (int i = 0; spelt && i < id.length(); i++) {
      spelt = i == slash || isNameChar(id.charAt(i));
    }
    String owner = spelt ? id.substring(0, slash).toLowerCase(Locale.ROOT) : "";
    boolean ours =
        spelt && owner.charAt(0) != '.' && !NOT_OWNERS.contains(owner) && ReleaseName.isId(id);
    return ours ? id : null;
  }

  private static boolean isNameChar(char c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || c == '-' || c == '_' || c == '.';
  }
}
