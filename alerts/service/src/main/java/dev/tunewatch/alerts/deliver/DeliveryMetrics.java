package dev.tunewatch.alerts.deliver;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator sees of delivery. Alert on {@code gave_up} growing, on {@code
 * tunewatch_outbox_oldest_timestamp_seconds} falling behind, and on the histogram's high quantiles.
 */
public final class DeliveryMetrics {

  /** The label of a channel that this process does not know any more. */
  static final String OTHER = "other";

  /** Why a message waits on purpose. */
  private static final List<String> WHY = List.of("digest", "group", "quiet", "cap");

  private final Counter deliveries;
  private final Histogram seconds;
  private final Gauge pending;
  private final Gauge oldest;
  private final Gauge deferred;
  private final Gauge openCircuits;
  private final Counter delayed;
  private final Counter disabled;
  private final Counter silenced;
  private final Counter filterFailures;
  private final Set<String> channels;

  /**
   * Registers all series, with 0 where the labels are known.
   *
   * @param channels that subscriptions can name; what is outside of these is {@link #OTHER}
   * @param topics labels of what is written for everybody, beside subscriptions
   */
  public DeliveryMetrics(
      CollectorRegistry registry, Collection<String> channels, Collection<String> topics) {
    this.channels = Set.copyOf(channels);
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
    deferred =
        Gauge.build("tunewatch_outbox_deferred", "Messages that wait on purpose, by why.")
            .labelNames("why")
            .register(registry);
    openCircuits =
        Gauge.build("tunewatch_circuits_open", "Endpoints that are left alone for a while.")
            .register(registry);
    delayed =
        Counter.build("tunewatch_deferrals_total", "Times that a message was put off, by why.")
            .labelNames("why")
            .register(registry);
    disabled =
        Counter.build("tunewatch_subscriptions_disabled_total", "Disabled by itself, by why.")
            .labelNames("reason")
            .register(registry);
    silenced =
        Counter.build("tunewatch_silenced_total", "Messages that a silence kept back.")
            .register(registry);
    filterFailures =
        Counter.build("tunewatch_filter_failures_total", "Filters that could not say; they tell.")
            .register(registry);
    WHY.forEach(
        why -> {
          deferred.labels(why);
          delayed.labels(why);
        });
    for (String reason : new String[] {"gone", "failing"}) {
      disabled.labels(reason);
    }
    Set<String> labels = new HashSet<>(channels);
    labels.addAll(topics);
    for (String channel : labels) {
      for (String outcome : new String[] {"delivered", "retry", "gave_up"}) {
        deliveries.labels(channel, outcome);
      }
      seconds.labels(channel);
    }
  }

  void attempted(Attempt attempt) {
    String wanted = attempt.message().subscription().channel();
    String channel = channels.contains(wanted) ? wanted : OTHER;
    deliveries.labels(channel, attempt.outcomeName()).inc();
    if (attempt.outcome() instanceof Outcome.Delivered) {
      long millis = attempt.at().toEpochMilli() - attempt.message().acceptedAt().toEpochMilli();
      seconds.labels(channel).observe(Math.max(0, millis) / 1000.0);
    }
  }

  /** Something reached everybody beside the outbox, so long after it was accepted. */
  public void delivered(String topic, Optional<Duration> after) {
    deliveries.labels(topic, "delivered").inc();
    after.ifPresent(delay -> seconds.labels(topic).observe(Math.max(0, delay.toMillis()) / 1000.0));
  }

  /** Something did not reach everybody and is tried again. */
  public void failed(String topic) {
    deliveries.labels(topic, "retry").inc();
  }

  void waiting(Outbox.Backlog backlog) {
    pending.set(backlog.pending());
    oldest.set(backlog.oldestSeconds());
    WHY.forEach(why -> deferred.labels(why).set(backlog.deferred().getOrDefault(why, 0L)));
    openCircuits.set(backlog.openCircuits());
  }

  void deferred(String why, long messages) {
    delayed.labels(why).inc(messages);
  }

  void disabled(String reason) {
    disabled.labels(reason).inc();
  }

  void silenced() {
    silenced.inc();
  }

  void filtersFailed(int count) {
    filterFailures.inc(count);
  }

  /** Deliveries to subscriptions that succeeded in this run. */
  public long delivered() {
    double sum = 0;
    for (String channel : channels) {
      sum += deliveries.labels(channel, "delivered").get();
    }
    return (long) sum;
  }
}
