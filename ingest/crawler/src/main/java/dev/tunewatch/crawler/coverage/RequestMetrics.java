package dev.tunewatch.crawler.coverage;

import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.util.List;

/** Requests to one hub. Alert on a share of outcomes other than ok, not_modified and missing. */
public final class RequestMetrics {

  static final List<String> BUCKETS = List.of("api", "resolvers");
  static final List<String> OUTCOMES =
      List.of(
          "ok",
          "not_modified",
          "missing",
          "rate_limited",
          "client_error",
          "server_error",
          "timeout",
          "network");

  private final String hub;
  private final Counter requests;
  private final Gauge remaining;

  RequestMetrics(String hub, Counter requests, Gauge remaining) {
    this.hub = hub;
    this.requests = requests;
    this.remaining = remaining;
    for (String bucket : BUCKETS) {
      OUTCOMES.forEach(outcome -> requests.labels(hub, bucket, outcome));
    }
  }

  /** One request ended. */
  public void requested(String bucket, String outcome) {
    requests.labels(hub, bucket, outcome).inc();
  }

  /** The hub said how many requests are left in its window. */
  public void remaining(String bucket, long left) {
    remaining.labels(hub, bucket).set(left);
  }
}
