package dev.tunewatch.crawler.hub.huggingface;

import dev.tunewatch.events.ReleaseName;
import java.nio.charset.StandardCharsets;

/** Addresses within the hub; ids are encoded segment by segment, because some hold odd letters. */
final class RepositoryPath {

  private static final String PLAIN = "-._~:@";

  private RepositoryPath() {}

  /** {@code base/owner/name}. */
  static String of(String baseUrl, ReleaseName release) {
    return trimmed(baseUrl) + "/" + encoded(release.id());
  }

  /** {@code base/api/models/owner/name}. */
  static String ofModel(String baseUrl, ReleaseName release) {
    return trimmed(baseUrl) + "/api/models/" + encoded(release.id());
  }

  /** {@code base/owner/name/resolve/main/file}, the address that the hub asks crawlers to use. */
  static String ofFile(String baseUrl, ReleaseName release, String file) {
    return of(baseUrl, release) + "/resolve/main/" + encoded(file);
  }

  /** Whether the path means what the id says: no segment that a client would resolve away. */
  static boolean isAddressable(ReleaseName release) {
    for (String segment : release.id().split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }

  static String trimmed(String baseUrl) {
    return baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
  }

  private static String encoded(String path) {
    return isPlain(path) ? path : escaped(path);
  }

  private static boolean isPlain(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (!isPlain(path.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '/'
        || PLAIN.indexOf(c) >= 0;
  }

  private static String escaped(String path) {
    StringBuilder out = new StringBuilder(path.length() + 16);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (isPlain(c)) {
        out.append(c);
      } else {
        out.append('%').append(String.format("%02X", (int) c));
      }
    }
    return out.toString();
  }
}
