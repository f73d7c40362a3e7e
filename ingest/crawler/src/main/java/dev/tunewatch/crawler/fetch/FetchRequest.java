package dev.tunewatch.crawler.fetch;

import org.jspecify.annotations.Nullable;

/**
 * One GET.
 *
 * @param url absolute; kept as text because hubs give links that {@code java.net.URI} refuses
 * @param bucket the budget it counts against
 * @param etag of the copy that the caller holds, or null
 * @param maxBytes of the body after inflation; more is a failure
 */
public record FetchRequest(String url, Bucket bucket, @Nullable String etag, long maxBytes) {

  /** The same request to another address. */
  public FetchRequest withUrl(String other) {
    return new FetchRequest(other, bucket, etag, maxBytes);
  }
}
