package dev.tunewatch.crawler.fetch;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code RateLimit: "api";r=499;t=293} says. Read leniently: the hub's own documentation shows
 * the name with a stray backslash, so only {@code r} and {@code t} count and the request knows its
 * bucket.
 *
 * @param remaining requests left in the window
 * @param reset until the window ends
 */
public record RateLimit(long remaining, Duration reset) {

  private static final Pattern R = Pattern.compile("[;,\\s]r\\s*=\\s*\"?(\\d{1,9})");
  private static final Pattern T = Pattern.compile("[;,\\s]t\\s*=\\s*\"?(\\d{1,6})");

  /** Reads the header; empty where it is absent or says nothing that we understand. */
  public static Optional<RateLimit> parse(@Nullable String header) {
    if (header == null || header.length() > 1_000) {
      return Optional.empty();
    }
    Matcher r = R.matcher(";" + header);
    Matcher t = T.matcher(";" + header);
    if (!r.find() || !t.find()) {
      return Optional.empty();
    }
    return Optional.of(
        new RateLimit(Long.parseLong(r.group(1)), Duration.ofSeconds(Long.parseLong(t.group(1)))));
  }
}
