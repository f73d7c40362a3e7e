package dev.tunewatch.crawler.fetch;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the hub answered, whatever its status.
 *
 * @param url the address that answered
 * @param status HTTP status
 * @param headers by lower-case name; repeated ones joined by a comma
 * @param body whole, inflated, bounded by the request
 */
public record Answer(String url, int status, Map<String, String> headers, byte[] body) {

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** A header's value, or null where it is not given. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** Whether asking again later may help: the statuses that the hub's own client retries. */
  boolean isTransient() {
    return status == 408 || status == 429 || status >= 500;
  }
}
