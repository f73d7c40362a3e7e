package dev.tunewatch.crawler.fetch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code Link}, RFC 8288, as far as paging needs it. */
public final class LinkHeader {

  private static final Pattern LINK = Pattern.compile("<([^>]{1,8192})>([^,<]{0,512})");
  private static final Pattern NEXT =
      Pattern.compile(";\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next\\b)");

  private LinkHeader() {}

  /** The target of {@code rel="next"}, exactly as given. */
  public static Optional<String> next(@Nullable String header) {
    if (header == null || header.length() > 32_768) {
      return Optional.empty();
    }
    Matcher link = LINK.matcher(header);
    while (link.find()) {
      if (NEXT.matcher(link.group(2)).find()) {
        return Optional.of(link.group(1));
      }
    }
    return Optional.empty();
  }
}
