package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.subscription.Subscription;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;

/**
 * What an operator sees of delivery. Alert on {@code gave_up} growing, on {@code
 * tunewatch_outbox_oldest_timestamp_seconds} falling behind, and on the histogram's high quantiles.
 */
public final class DeliveryMetrics {

  private final Counter deliveries;
  private final Histogram seconds;
  private final Gauge pending;
  private final Gauge oldest;

  /** Registers all series, with 0 where the labels are known. */
  public DeliveryMetrics(CollectorRegistry registry) {
    deliveries =
        Counter.build("tunewatch_deliveries_total", "Attempts to deliver, by what came of them.")
            .labelNames("channel", "outcome")
            .register(registry);
    seconds =
        Histogram.build(
                "tunewatch_delivery_seconds", "From accepted assessment to delivered message.")
            .labelNames("channel")
            .buckets(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600, 86_400)
            .register(registry);
    pending =
        Gauge.build("tunewatch_outbox_pending", "Messages accepted and not delivered yet.")
            .register(registry);
    oldest =
        Gauge.build(
                "tunewatch_outbox_oldest_timestamp_seconds",
                "Since when the oldest pending message waits; 0 where none does.")
            .register(registry);
    for (String outcome : new String[] {"delivered", "retry", "gave_up"}) {
      deliveries.labels(Subscription.WEBHOOK, outcome);
    }
    seconds.labels(Subscription.WEBHOOK);
  }

  void attempted(Attempt attempt) {
    String channel = attempt.message().subscription().channel();
    deliveries.labels(channel, attempt.outcomeName()).inc();
    if (attempt.outcome() instanceof Outcome.Delivered) {
      long millis = attempt.at().toEpochMilli() - attempt.message().acceptedAt().toEpochMilli();
      seconds.labels(channel).observe(Math.max(0, millis) / 1000.0);
    }
  }

  void waiting(Outbox.Backlog backlog) {
    pending.set(backlog.pending());
    oldest.set(backlog.oldestSeconds());
  }

  /** Deliveries that succeeded in this run. */
  public long delivered() {
    return (long) deliveries.labels(Subscription.WEBHOOK, "delivered").get();
  }
}
