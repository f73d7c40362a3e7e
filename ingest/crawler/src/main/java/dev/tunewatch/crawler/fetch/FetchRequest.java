package dev.tunewatch.crawler.fetch;

import java.util.List;
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
 * @param beginning null for the whole
 */
public record FetchRequest(
    String url,
    Bucket bucket,
    LaneName lane,
    @Nullable String etag,
    long maxBytes,
    Consumer<Answer> early,
    @Nullable Beginning beginning) {

  /**
   * Only the first bytes of a file, wherever the hub keeps it.
   *
   * @param bytes how many; what a server sends beyond them is not read
   * @param hosts to which the hub may redirect for it, over https and without the token, besides
   *     itself; names of hosts, or of domains whose hosts all qualify
   */
  public record Beginning(int bytes, List<String> hosts) {

    public Beginning {
      hosts = List.copyOf(hosts);
    }
  }

  /** A request whose answer is read whole, and whose headers are told early. */
  public FetchRequest(
      String url,
      Bucket bucket,
      LaneName lane,
      @Nullable String etag,
      long maxBytes,
      Consumer<Answer> early) {
    this(url, bucket, lane, etag, maxBytes, early, null);
  }

  /** Other hosts that may answer it. */
  List<String> hosts() {
    return beginning == null ? List.of() : beginning.hosts();
  }

  /** A request whose answer is read whole. */
  public FetchRequest(
      String url, Bucket bucket, LaneName lane, @Nullable String etag, long maxBytes) {
    this(url, bucket, lane, etag, maxBytes, head -> {});
  }

  /** The same request to another address. */
  public FetchRequest withUrl(String other) {
    return new FetchRequest(other, bucket, lane, etag, maxBytes, early, beginning);
  }
}
