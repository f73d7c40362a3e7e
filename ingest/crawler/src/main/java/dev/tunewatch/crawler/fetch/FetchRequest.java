package dev.tunewatch.crawler.fetch;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One GET.
 *
 * @param url absolute; kept as text because hubs give links that {@code java.net.URI} refuses
 * @param bucket the budget it counts against
 * @param lane whose share of that budget it uses
 * @param etag of the copy that the caller holds, or null
 * @param maxBytes of the body after inflation; more is a failure
 * @param early told status and headers of a 200, without its body, before the body is read; once
 *     for each attempt
 */
public record FetchRequest(
    String url,
    Bucket bucket,
    LaneName lane,
    @Nullable String etag,
    long maxBytes,
    Consumer<Answer> early) {

  /** A request whose answer is read whole. */
  public FetchRequest(
      String url, Bucket bucket, LaneName lane, @Nullable String etag, long maxBytes) {
    this(url, bucket, lane, etag, maxBytes, head -> {});
  }

  /** The same request to another address. */
  public FetchRequest withUrl(String other) {
    return new FetchRequest(other, bucket, lane, etag, maxBytes, early);
  }
}
