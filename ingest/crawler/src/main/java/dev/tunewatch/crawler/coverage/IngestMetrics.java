package dev.tunewatch.crawler.coverage;

import dev.tunewatch.events.PartKind;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.util.List;

/**
 * All metrics of ingest. A registry takes them once, so crawlers of several hubs in one process
 * share one of these.
 */
public final class IngestMetrics {

  /** Every reason under which ingest refuses something. */
  public static final List<String> REASONS =
      List.of("malformed", "malformed_page", "foreign_link", "fetch_failed");

  final Counter listed;
  final Counter published;
  final Counter requests;
  final Gauge remaining;
  final Gauge freshness;
  final Gauge pollInterval;
  final Gauge gapsOpen;
  final Counter gaps;
  final Counter deadLetters;
  final Counter implausible;

  /** Registers them. */
  public IngestMetrics(CollectorRegistry registry) {
    listed =
        counter(registry, "ingest_listed", "Rows new to the lane that were read", "hub", "lane");
    published =
        counter(registry, "ingest_published", "Parts committed to Kafka", "hub", "lane", "part");
    requests = counter(registry, "ingest_requests", "HTTP requests", "hub", "bucket", "outcome");
    remaining =
        gauge(registry, "ingest_rate_remaining", "Requests that the hub allows", "hub", "bucket");
    freshness =
        gauge(
            registry,
            "ingest_freshness_timestamp_seconds",
            "Unix time of the last poll that succeeded whole",
            "hub",
            "lane");
    pollInterval =
        gauge(
            registry,
            "ingest_poll_interval_seconds",
            "Configured time between polls",
            "hub",
            "lane");
    gapsOpen =
        gauge(registry, "ingest_gaps_open", "Gaps found and not yet repaired", "hub", "lane");
    gaps = counter(registry, "ingest_gaps", "Gaps found", "hub", "lane");
    deadLetters = counter(registry, "dead_letters", "Records refused and kept", "stage", "reason");
    implausible =
        counter(
            registry,
            "ingest_implausible_created",
            "Records whose createdAt contradicts the time within their id",
            "hub");
  }

  /** The metrics of one lane, present with 0 from now on. */
  public LaneMetrics lane(String hub, String lane, List<PartKind> parts) {
    listed.labels(hub, lane);
    gaps.labels(hub, lane);
    gapsOpen.labels(hub, lane);
    freshness.labels(hub, lane);
    implausible.labels(hub);
    parts.forEach(part -> published.labels(hub, lane, part.wireName()));
    REASONS.forEach(reason -> deadLetters.labels("ingest." + lane, reason));
    return new LaneMetrics(this, hub, lane);
  }

  /** The metrics of the requests to one hub. */
  public RequestMetrics requests(String hub) {
    return new RequestMetrics(hub, requests, remaining);
  }

  private static Counter counter(
      CollectorRegistry registry, String name, String help, String... labels) {
    return Counter.build("tunewatch_" + name, help).labelNames(labels).register(registry);
  }

  private static Gauge gauge(
      CollectorRegistry registry, String name, String help, String... labels) {
    return Gauge.build("tunewatch_" + name, help).labelNames(labels).register(registry);
  }
}
