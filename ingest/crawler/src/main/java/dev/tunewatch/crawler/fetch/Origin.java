package dev.tunewatch.crawler.fetch;

import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The one scheme, host and port that a crawler speaks to; links and redirects elsewhere are
 * refused, so that the token never leaves it.
 */
public final class Origin {

  private final HttpUrl base;

  /**
   * The origin of an address.
   *
   * @throws IllegalArgumentException if it is not an http or https address
   */
  public Origin(String baseUrl) {
    this.base = HttpUrl.get(baseUrl);
  }

  /** Resolves a link found at an address; empty where it leaves the origin or is no address. */
  public Optional<String> resolve(String foundAt, String link) {
    HttpUrl from = HttpUrl.parse(foundAt);
    HttpUrl target = from == null ? null : from.resolve(link);
    return target != null && owns(target) ? Optional.of(target.toString()) : Optional.empty();
  }

  /**
   * The same for a link that may also lead to one of those hosts, over https.
   *
   * @param hosts names of hosts, or of domains whose hosts all qualify
   */
  Optional<String> resolve(String foundAt, String link, List<String> hosts) {
    HttpUrl from = HttpUrl.parse(foundAt);
    HttpUrl target = from == null ? null : from.resolve(link);
    return target != null && (owns(target) || isOneOf(target, hosts))
        ? Optional.of(target.toString())
        : Optional.empty();
  }

  static boolean isOneOf(HttpUrl url, List<String> hosts) {
    return url.isHttps()
        && url.port() == 443
        && url.username().isEmpty()
        && url.password().isEmpty()
        && hosts.stream().anyMatch(h -> url.host().equals(h) || url.host().endsWith("." + h));
  }

  /** Path and query of an address of this origin, to be kept across restarts. */
  public String relative(String url) {
    HttpUrl parsed = HttpUrl.get(url);
    String query = parsed.encodedQuery();
    return query == null ? parsed.encodedPath() : parsed.encodedPath() + "?" + query;
  }

  /** The address that {@link #relative} cut short, empty where it is none. */
  public Optional<String> absolute(String relative) {
    return resolve(base.toString(), relative);
  }

  boolean owns(HttpUrl url) {
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port()
        && url.username().isEmpty()
        && url.password().isEmpty();
  }
}
