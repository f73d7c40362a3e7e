package dev.tunewatch.alerts;

import dev.tunewatch.alerts.access.Tokens;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.api.People;
import dev.tunewatch.alerts.deliver.AlertStore;
import dev.tunewatch.alerts.deliver.Audience;
import dev.tunewatch.alerts.operator.PrecisionMetrics;
import dev.tunewatch.alerts.operator.PrecisionWatch;
import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.alerts.store.JdbiAccessTokens;
import dev.tunewatch.alerts.store.JdbiAnswers;
import dev.tunewatch.alerts.store.JdbiAuditLog;
import dev.tunewatch.alerts.store.JdbiContests;
import dev.tunewatch.alerts.store.JdbiErasures;
import dev.tunewatch.alerts.store.JdbiPrecision;
import dev.tunewatch.alerts.store.JdbiSubscriptionOwners;
import dev.tunewatch.alerts.store.JdbiVerdictBook;
import dev.tunewatch.alerts.store.JdbiVerdictLog;
import dev.tunewatch.alerts.store.Retention;
import dev.tunewatch.alerts.topic.TopicStage;
import dev.tunewatch.alerts.verdict.Rulings;
import dev.tunewatch.alerts.verdict.Triage;
import dev.tunewatch.alerts.verdict.VerdictMetrics;
import dev.tunewatch.alerts.verdict.topic.VerdictsOnTopic;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.ComponentHealth;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Everything that people do with alerts, and what follows from it by itself. */
final class PeopleStages implements AutoCloseable {

  private final People people;
  private final TopicStage verdicts;
  private final Housekeeping housekeeping;

  PeopleStages(
      KafkaSettings kafka,
      Database database,
      AlertStore store,
      Revisions revisions,
      Audience audience,
      CollectorRegistry registry,
      RandomGenerator random,
      Clock clock,
      Consumer<List<Alert>> accepted) {
    Rulings rulings = new Rulings(store, revisions, audience, clock, accepted);
    this.verdicts =
        new TopicStage(
            new VerdictsOnTopic(
                rulings, new JdbiVerdictLog(database), kafka, new VerdictMetrics(registry, clock)));
    JdbiContests contests = new JdbiContests(database);
    PrecisionWatch precision =
        new PrecisionWatch(
            new JdbiPrecision(database), contests, new PrecisionMetrics(registry), clock);
    this.people =
        new People(
            new Tokens(new JdbiAccessTokens(database), random, clock),
            new JdbiSubscriptionOwners(database),
            new JdbiAuditLog(database),
            new Triage(store, revisions, audience, clock, accepted),
            rulings,
            new JdbiVerdictBook(database),
            new JdbiAnswers(database),
            contests,
            precision,
            new JdbiErasures(database));
    this.housekeeping = new Housekeeping(new Retention(database), precision, registry, clock);
  }

  People people() {
    return people;
  }

  void start() {
    verdicts.start();
    housekeeping.start();
  }

  /** Says that something was decided. */
  void wake() {
    verdicts.wake();
  }

  /** Whether every verdict is on its topic. */
  boolean caughtUp() {
    return verdicts.caughtUp();
  }

  ComponentHealth check() {
    return verdicts.check();
  }

  CompletableFuture<Void> failed() {
    return verdicts.failed();
  }

  @Override
  public void close() {
    housekeeping.close();
    verdicts.close();
  }
}
