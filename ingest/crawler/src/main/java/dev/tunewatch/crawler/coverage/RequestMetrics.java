package dev.tunewatch.crawler.coverage;

import java.time.Duration;
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
          "oversize",
          "network");

  static final List<String> LANES = List.of("live", "detail", "recheck", "reconcile", "backfill");

  private final String hub;
  private final IngestMetrics all;

  RequestMetrics(String hub, IngestMetrics all) {
    this.hub = hub;
    this.all = all;
    for (String bucket : BUCKETS) {
      OUTCOMES.forEach(outcome -> all.requests.labels(hub, bucket, outcome));
      for (String lane : LANES) {
        all.laneRequests.labels(hub, bucket, lane);
        all.budgetWaited.labels(hub, bucket, lane);
      }
    }
  }

  /** One request ended. */
  public void requested(String bucket, String outcome) {
    all.requests.labels(hub, bucket, outcome).inc();
  }

  /** A lane makes one request, and has made {@code used} in this window with it. */
  public void taken(String bucket, String lane, long used) {
    all.laneRequests.labels(hub, bucket, lane).inc();
    all.budgetUsed.labels(hub, bucket, lane).set(used);
  }

  /** A lane waited for the budget. */
  public void waited(String bucket, String lane, Duration wait) {
    all.budgetWaited.labels(hub, bucket, lane).inc(wait.toMillis() / 1e3);
  }

  /** The hub said how many requests are left in its window, and allows so many in a whole one. */
  public void remaining(String bucket, long left, long quota) {
    all.remaining.labels(hub, bucket).set(left);
    all.budgetQuota.labels(hub, bucket).set(quota);
  }
}
