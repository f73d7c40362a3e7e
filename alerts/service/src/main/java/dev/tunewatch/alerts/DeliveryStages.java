package dev.tunewatch.alerts;

import dev.tunewatch.alerts.deliver.Audience;
import dev.tunewatch.alerts.deliver.DeliveryMetrics;
import dev.tunewatch.alerts.deliver.Dispatcher;
import dev.tunewatch.alerts.deliver.HandOver;
import dev.tunewatch.alerts.deliver.NoticePolicy;
import dev.tunewatch.alerts.deliver.Outbox;
import dev.tunewatch.alerts.deliver.RetrySchedule;
import dev.tunewatch.alerts.notify.Channels;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.notify.http.HttpSender;
import dev.tunewatch.alerts.notify.http.TargetPolicy;
import dev.tunewatch.alerts.notify.kafka.AlertsOnTopic;
import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.alerts.store.JdbiOutbox;
import dev.tunewatch.alerts.store.JdbiVersionLog;
import dev.tunewatch.alerts.topic.TopicStage;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.ComponentHealth;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Everything behind an accepted alert: the outbox and its channels, and the public topic. */
final class DeliveryStages implements AutoCloseable {

  private final Database database;
  private final Outbox outbox;
  private final HttpSender calls;
  private final Channels channels;
  private final DeliveryMetrics metrics;
  private final Audience audience;
  private final Dispatcher dispatcher;
  private final TopicStage topic;

  DeliveryStages(
      AlertsConfig config,
      KafkaSettings kafka,
      Database database,
      CollectorRegistry registry,
      Links links,
      RandomGenerator random,
      Clock clock) {
    this.database = database;
    this.calls = new HttpSender(new TargetPolicy(config.allowLocalTargets()), clock);
    this.channels = ChannelRegistry.of(calls, links, config.smtp(), clock);
    this.outbox =
        new JdbiOutbox(
            database,
            new NoticePolicy(
                config.disableAfter(), config.operatorSubscription(), channels.carryingLists()));
    this.metrics = new DeliveryMetrics(registry, channels.names(), List.of(AlertsOnTopic.CHANNEL));
    this.audience = new Audience(metrics);
    this.dispatcher = new Dispatcher(outbox, channels, new RetrySchedule(random), metrics, clock);
    this.topic =
        new TopicStage(
            new AlertsOnTopic(new JdbiVersionLog(database), kafka, metrics, clock),
            dispatcher::busy);
  }

  /** Who is told of what is accepted. */
  Audience audience() {
    return audience;
  }

  Channels channels() {
    return channels;
  }

  void start() {
    if (database.exclusive()) {
      outbox.releaseLeases();
    }
    dispatcher.start();
    topic.start();
  }

  /** Takes what it can of what is accepted. */
  HandOver handOver() {
    return dispatcher;
  }

  /** Says that a version is new. */
  void told() {
    topic.wake();
  }

  /** Says that something new is in the outbox. */
  void wake() {
    dispatcher.wake();
    topic.wake();
  }

  /** Whether every message is delivered or given up, and the topic written. */
  boolean caughtUp() {
    return outbox.backlog().pending() == 0 && topic.caughtUp();
  }

  Outbox.Backlog backlog() {
    return outbox.backlog();
  }

  /** Deliveries to subscriptions that succeeded in this run. */
  long delivered() {
    return metrics.delivered();
  }

  List<ComponentHealth> check() {
    return List.of(dispatcher.check(), topic.check());
  }

  /** What completes exceptionally when a part has died. */
  List<CompletableFuture<Void>> failed() {
    return List.of(dispatcher.failed(), topic.failed());
  }

  @Override
  public void close() {
    dispatcher.stop(); // Before the calls are broken off: else they would count as failures.
    channels.close();
    calls.close();
    dispatcher.close();
    topic.close();
  }
}
