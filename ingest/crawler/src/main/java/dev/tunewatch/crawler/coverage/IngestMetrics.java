package dev.tunewatch.crawler.coverage;

import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Status;
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

  /** What becomes of a GGUF file that is looked at; the last six are refusals. */
  public static final List<String> GGUF_OUTCOMES =
      List.of(
          "read",
          "unchanged",
          "missing",
          "failed",
          "not_gguf",
          "truncated",
          "count",
          "length",
          "depth",
          "type");

  final Counter listed;
  final Counter published;
  final Counter requests;
  final Gauge remaining;
  final Counter laneRequests;
  final Gauge budgetUsed;
  final Gauge budgetQuota;
  final Counter budgetWaited;
  final Gauge freshness;
  final Gauge pollInterval;
  final Gauge gapsOpen;
  final Counter gaps;
  final Counter gapsClosed;
  final Gauge backfillRows;
  final Gauge backfillPosition;
  final Gauge backfillDone;
  final Counter deadLetters;
  final Counter implausible;
  final Gauge watched;
  final Counter became;
  final Counter pushes;
  final Counter ggufHeaders;
  final Counter notWatched;

  /** Registers them. */
  public IngestMetrics(CollectorRegistry registry) {
    listed =
        counter(registry, "ingest_listed", "Rows new to the lane that were read", "hub", "lane");
    published =
        counter(registry, "ingest_published", "Parts committed to Kafka", "hub", "lane", "part");
    requests = counter(registry, "ingest_requests", "HTTP requests", "hub", "bucket", "outcome");
    remaining =
        gauge(registry, "ingest_rate_remaining", "Requests that the hub allows", "hub", "bucket");
    laneRequests =
        counter(registry, "ingest_lane_requests", "HTTP requests", "hub", "bucket", "lane");
    budgetUsed =
        gauge(
            registry,
            "ingest_budget_used",
            "Requests of the window at the lane's last one",
            "hub",
            "bucket",
            "lane");
    budgetQuota =
        gauge(registry, "ingest_budget_quota", "Requests of a whole window", "hub", "bucket");
    budgetWaited =
        counter(
            registry,
            "ingest_budget_waited_seconds",
            "Time waited for the hub's budget",
            "hub",
            "bucket",
            "lane");
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
    gapsClosed =
        counter(registry, "ingest_gaps_closed", "Gaps repaired, by who found them", "hub", "lane");
    backfillRows =
        gauge(registry, "ingest_backfill_rows", "Rows that the backfill has read", "hub");
    backfillPosition =
        gauge(
            registry,
            "ingest_backfill_position_timestamp_seconds",
            "Creation time of what the backfill read last",
            "hub");
    backfillDone = gauge(registry, "ingest_backfill_done", "1 once the whole hub was read", "hub");
    deadLetters = counter(registry, "dead_letters", "Records refused and kept", "stage", "reason");
    implausible =
        counter(
            registry,
            "ingest_implausible_created",
            "Records whose createdAt contradicts the time within their id",
            "hub");
    watched = gauge(registry, "ingest_watched", "Releases that are looked at again", "hub");
    pushes = counter(registry, "ingest_push", "Webhooks of a hub", "hub", "outcome");
    notWatched =
        counter(registry, "ingest_not_watched", "Wishes beyond what can be watched", "hub");
    ggufHeaders =
        counter(registry, "ingest_gguf_headers", "Heads of GGUF files read", "hub", "outcome");
    became =
        counter(
            registry,
            "ingest_status",
            "Names said to be removed, renamed, disabled, hidden or available again",
            "hub",
            "state");
  }

  /** The outcomes of a hub's webhooks, present with 0 from now on. */
  public void pushes(String hub, List<String> outcomes) {
    outcomes.forEach(outcome -> pushes.labels(hub, outcome));
  }

  /** A webhook was answered; {@code outcome} is of a closed set. */
  public void pushed(String hub, String outcome) {
    pushes.labels(hub, outcome).inc();
  }

  /** The outcomes of reading GGUF headers, present with 0 from now on. */
  public void ggufHeaders(String hub) {
    GGUF_OUTCOMES.forEach(outcome -> ggufHeaders.labels(hub, outcome));
  }

  /** The head of a file was asked for; {@code outcome} is of a closed set. */
  public void ggufHeader(String hub, String outcome) {
    ggufHeaders.labels(hub, outcome).inc();
  }

  /** The metrics of what becomes of names, present with 0 from now on. */
  public void statuses(String hub) {
    watched.labels(hub);
    notWatched.labels(hub);
    for (Status.State state : Status.State.values()) {
      became.labels(hub, state.wireName());
    }
  }

  /** The metrics of one lane, present with 0 from now on. */
  public LaneMetrics lane(String hub, String lane, List<PartKind> parts) {
    listed.labels(hub, lane);
    gaps.labels(hub, lane);
    gapsClosed.labels(hub, lane);
    gapsOpen.labels(hub, lane);
    freshness.labels(hub, lane);
    implausible.labels(hub);
    parts.forEach(part -> published.labels(hub, lane, part.wireName()));
    REASONS.forEach(reason -> deadLetters.labels("ingest." + lane, reason));
    return new LaneMetrics(this, hub, lane);
  }

  /** The metrics of the requests to one hub. */
  public RequestMetrics requests(String hub) {
    return new RequestMetrics(hub, this);
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
