package dev.tunewatch.detect.card;

import java.util.ArrayList;
import java.util.List;

/** Names of repositories in links of a text, {@code huggingface.co/owner/name}; one pass. */
public final class HubLinks {

  private static final String SUFFIX = ".co/";
  private static final String DATASETS = "datasets/";
  private static final int MAX_PART = 96;

  /**
   * A link.
   *
   * @param dataset whether it leads to data
   * @param id {@code owner/name}
   * @param start where the name stands in the text
   */
  public record Link(boolean dataset, String id, int start) {}

  private HubLinks() {}

  /** Links between two offsets of the original text, at most {@code most}. */
  public static List<Link> in(String text, int from, int to, int most) {
    List<Link> links = new ArrayList<>();
    int at = next(text, from, to);
    while (at >= 0 && links.size() < most) {
      boolean dataset = text.startsWith(DATASETS, at);
      int start = dataset ? at + DATASETS.length() : at;
      int slash = part(text, start);
      int end =
          slash > start && slash < text.length() && text.charAt(slash) == '/'
              ? part(text, slash + 1)
              : -1;
      if (end > slash + 1) {
        links.add(new Link(dataset, trimmed(text.substring(start, end)), start));
      }
      at = next(text, Math.max(start, end), to);
    }
    return links;
  }

  /** Behind the next host before {@code to}, or -1; never looks further. */
  private static int next(String text, int from, int to) {
    int at = text.indexOf(SUFFIX, from);
    while (at >= 0 && at + SUFFIX.length() <= to) {
      if (follows(text, at, "huggingface") || follows(text, at, "hf")) {
        return at + SUFFIX.length();
      }
      at = text.indexOf(SUFFIX, at + 1);
    }
    return -1;
  }

  private static boolean follows(String text, int at, String host) {
    int begin = at - host.length();
    return begin >= 0
        && text.startsWith(host, begin)
        && (begin == 0 || !isNameChar(text.charAt(begin - 1)) || text.charAt(begin - 1) == '.');
  }

  private static int part(String text, int from) {
    int i = from;
    while (i < text.length() && i - from < MAX_PART && isNameChar(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static String trimmed(String id) {
    int end = id.length();
    while (end > 0 && id.charAt(end - 1) == '.') {
      end--;
    }
    return id.substring(0, end);
  }

  private static boolean isNameChar(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }
}
