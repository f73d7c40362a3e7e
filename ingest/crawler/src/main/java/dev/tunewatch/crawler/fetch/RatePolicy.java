package dev.tunewatch.crawler.fetch;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code RateLimit-Policy: "fixed window";"api";q=500;w=300} says. Read as leniently as {@link
 * RateLimit}.
 *
 * @param quota requests of a whole window
 * @param window its length
 */
public record RatePolicy(long quota, Duration window) {

  private static final Pattern Q = Pattern.compile("[;,\\s]q\\s*=\\s*\"?(\\d{1,9})");
  private static final Pattern W = Pattern.compile("[;,\\s]w\\s*=\\s*\"?(\\d{1,6})");

  /** Reads the header; empty where it is absent, says nothing that we understand, or nonsense. */
  public static Optional<RatePolicy> parse(@Nullable String header) {
    if (header == null || header.length() > 1_000) {
      return Optional.empty();
    }
    Matcher q = Q.matcher(";" + header);
    Matcher w = W.matcher(";" + header);
    if (!q.find() || !w.find()) {
      return Optional.empty();
    }
    long quota = Long.parseLong(q.group(1));
    long window = Long.parseLong(w.group(1));
    return quota == 0 || window == 0
        ? Optional.empty()
        : Optional.of(new RatePolicy(quota, Duration.ofSeconds(window)));
  }
}
