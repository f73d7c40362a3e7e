package dev.tunewatch.crawler.simulated;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A path taken apart around its keyword, as in {@code owner/name/resolve/main/dir/file}.
 *
 * @param id the model
 * @param keyword {@code resolve}, {@code raw}, {@code revision} or {@code tree}; empty where there
 *     is none and the path is a name only
 * @param revision empty where there is no keyword
 * @param file what follows the revision; may be empty
 */
record RepoPath(String id, String keyword, String revision, String file) {

  /**
   * The keyword is looked for behind {@code owner/name} first, since a model may be called {@code
   * raw}; then behind one segment, for legacy names and for clients that encode the slash.
   */
  static RepoPath of(List<String> segments, Set<String> keywords) {
    for (int first : new int[] {2, 1}) {
      for (int i = first; i + 1 < segments.size(); i++) {
        if (keywords.contains(segments.get(i))) {
          return new RepoPath(
              String.join("/", segments.subList(0, i)),
              segments.get(i),
              segments.get(i + 1),
              String.join("/", segments.subList(i + 2, segments.size())));
        }
      }
    }
    return new RepoPath(String.join("/", segments), "", "", "");
  }

  /** A path with every character encoded that must not stand bare in it, slashes kept. */
  static String encoded(String path) {
    return Arrays.stream(path.split("/"))
        .map(RepoPath::encodedSegment)
        .collect(Collectors.joining("/"));
  }

  static String encodedSegment(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
