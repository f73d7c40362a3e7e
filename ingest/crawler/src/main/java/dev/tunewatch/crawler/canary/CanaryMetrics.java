package dev.tunewatch.crawler.canary;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.time.Instant;

/** When canaries flew; whether they arrived is for alerts to say. */
final class CanaryMetrics {

  private final Gauge published;

  CanaryMetrics(CollectorRegistry registry, Duration every) {
    published =
        Gauge.build(
                "tunewatch_canary_published_timestamp_seconds",
                "Unix time of the last canary; 0 before the first is known")
            .register(registry);
    Gauge.build("tunewatch_canary_interval_seconds", "Configured time between canaries")
        .register(registry)
        .set(every.toMillis() / 1e3);
  }

  void published(Instant at) {
    published.set(at.toEpochMilli() / 1e3);
  }
}
