package dev.tunewatch.alerts;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.api.HttpInterface;
import dev.tunewatch.alerts.canary.CanaryStatus;
import dev.tunewatch.alerts.canary.CanaryWatch;
import dev.tunewatch.alerts.coverage.CoverageLedger;
import dev.tunewatch.alerts.coverage.CoverageReader;
import dev.tunewatch.alerts.deliver.Acceptance;
import dev.tunewatch.alerts.deliver.Outbox;
import dev.tunewatch.alerts.intake.AssessmentIntake;
import dev.tunewatch.alerts.intake.IntakeMetrics;
import dev.tunewatch.alerts.intake.TopicEnd;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.operations.OperationsRoutes;
import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.alerts.store.JdbiAlertStore;
import dev.tunewatch.alerts.store.JdbiAlerts;
import dev.tunewatch.alerts.store.JdbiDeliveryDesk;
import dev.tunewatch.alerts.store.JdbiDeliveryLog;
import dev.tunewatch.alerts.store.JdbiPositions;
import dev.tunewatch.alerts.store.JdbiSilences;
import dev.tunewatch.alerts.store.JdbiSubscriptions;
import dev.tunewatch.alerts.store.JdbiVersionHistory;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.Canaries;
import dev.tunewatch.events.ComponentHealth;
import io.prometheus.client.CollectorRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Assessments in, alerts out: the service wired together. The caller owns the database and closes
 * it after this.
 */
public final class AlertsService implements AutoCloseable {

  private final AlertsConfig config;
  private final Database database;
  private final Supplier<List<ComponentHealth>> otherComponents;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final JdbiAlerts alerts;
  private final JdbiSubscriptions subscriptions;
  private final JdbiPositions positions;
  private final IntakeMetrics intakeMetrics;
  private final DeliveryStages delivery;
  private final AssessmentIntake intake;
  private final TopicEnd topicEnd;
  private final CoverageLedger coverage = new CoverageLedger();
  private final CoverageReader coverageReader;
  private final CanaryStatus canaryStatus;
  private final PeopleStages people;
  private final HttpInterface http;
  private final OperationsRoutes operations;
  private final CompletableFuture<Void> failed = new CompletableFuture<>();

  /**
   * Wires everything and starts nothing.
   *
   * @param kafka where {@code assessments.v1} and {@code dead-letters.v1} exist already
   * @param database migrated; not closed here
   * @param registry gets this service's metrics and those of the JVM
   * @param otherComponents of this process, shown beside its own under {@code /health/ready}
   */
  public AlertsService(
      AlertsConfig config,
      KafkaSettings kafka,
      Database database,
      CollectorRegistry registry,
      Clock clock,
      Supplier<List<ComponentHealth>> otherComponents) {
    this(config, kafka, database, registry, List.of(), clock, otherComponents);
  }

  /**
   * The same in a process that keeps a registry for each of its services.
   *
   * @param otherRegistries shown beside the first under {@code /metrics}
   */
  public AlertsService(
      AlertsConfig config,
      KafkaSettings kafka,
      Database database,
      CollectorRegistry registry,
      List<CollectorRegistry> otherRegistries,
      Clock clock,
      Supplier<List<ComponentHealth>> otherComponents) {
    this.config = config;
    this.database = database;
    this.otherComponents = otherComponents;
    this.clock = clock;
    this.alerts = new JdbiAlerts(database);
    this.subscriptions = new JdbiSubscriptions(database);
    this.positions = new JdbiPositions(database);
    this.delivery =
        new DeliveryStages(
            config, kafka, database, registry, new Links(this::consoleAddress), random, clock);
    this.intakeMetrics = new IntakeMetrics(registry);
    JdbiAlertStore store = new JdbiAlertStore(database);
    Revisions revisions = new Revisions(config.backlogAge());
    Acceptance acceptance =
        new Acceptance(
            store,
            revisions,
            delivery.audience(),
            clock,
            config.supersedeWait(),
            delivery.handOver());
    this.people =
        new PeopleStages(
            kafka,
            database,
            store,
            revisions,
            delivery.audience(),
            registry,
            random,
            clock,
            this::decided);
    this.canaryStatus = new CanaryStatus(kafka);
    CanaryWatch canaries =
        new CanaryWatch(
            registry,
            clock,
            () -> CanaryStatus.of(coverage.statusOf(Canaries.STATUS)),
            canaryStatus::keep);
    this.intake =
        new AssessmentIntake(
            kafka, positions, acceptance, intakeMetrics, canaries, clock, delivery::told);
    this.topicEnd = new TopicEnd(kafka, positions);
    this.coverageReader = new CoverageReader(kafka, coverage);
    this.operations = new OperationsRoutes(registry, otherRegistries, this::allComponents);
    this.http =
        new HttpInterface(
            alerts,
            subscriptions,
            new JdbiDeliveryLog(database),
            new JdbiDeliveryDesk(database),
            new JdbiVersionHistory(database),
            new JdbiSilences(database),
            coverage,
            operations,
            people.people(),
            config.publicView(),
            config.openMetrics(),
            delivery.channels(),
            this::consoleAddress,
            random,
            clock);
    failWith(intake.failed());
    failWith(people.failed());
    delivery.failed().forEach(this::failWith);
  }

  /** Listens, then reads and delivers. Call {@link #ensureAdminToken} before, or nobody gets in. */
  public void start() {
    http.start(config.listenHost(), config.port());
    delivery.start();
    people.start();
    intake.start();
    coverageReader.start();
  }

  /**
   * Completes exceptionally with the cause when the intake or the delivery died; otherwise never.
   * The process should then exit non-zero and be started anew.
   */
  public CompletableFuture<Void> failed() {
    return failed;
  }

  /** Serves {@code POST /hooks/<hub>} on the same port from now on. */
  public void hook(String hub, OperationsRoutes.Hook hook) {
    operations.hook(hub, hook);
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  /** Database, intake, delivery, the public topic and the ledger of ingest. */
  public List<ComponentHealth> check() {
    List<ComponentHealth> all = new ArrayList<>(List.of(database.check(), intake.check()));
    all.addAll(delivery.check());
    all.add(people.check());
    all.add(coverageReader.check());
    return all;
  }

  /**
   * Whether every assessment that is committed by now is stored, every withdrawal told, every
   * message delivered or given up, and {@code alerts.v1} and {@code verdicts.v1} written.
   */
  public boolean caughtUp() {
    // In this order: what is read between the questions lands in what is asked next.
    return consumedAll() && delivery.caughtUp() && people.caughtUp();
  }

  /** Whether every assessment that is committed by now is stored and every withdrawal told. */
  public boolean consumedAll() {
    return topicEnd.reached() && positions.held() == 0;
  }

  /** Where it stands. */
  public AlertsSummary summary() {
    Outbox.Backlog waiting = delivery.backlog();
    return new AlertsSummary(
        alerts.count(),
        delivery.delivered(),
        intakeMetrics.deadLetterCount(),
        waiting.pending(),
        waiting.stalled());
  }

  /**
   * Makes a webhook subscription, or brings the one of that name up to date and activates it.
   *
   * @param name what it is known by
   * @param url the target
   * @param secret {@code whsec_…}, null to keep the one it has or generate one
   * @param severityFloor nothing less severe is told
   * @param includeBacklog whether old news is told, too
   * @throws dev.tunewatch.alerts.subscription.SubscriptionRejected if it cannot be
   */
  public Subscription ensureSubscription(
      String name,
      String url,
      @Nullable String secret,
      Severity severityFloor,
      boolean includeBacklog) {
    return new NamedWebhook(name, url, secret, severityFloor, includeBacklog)
        .ensure(subscriptions, delivery.channels(), random, clock);
  }

  /**
   * Makes an e-mail subscription, or brings the one of that name up to date and activates it.
   *
   * @param to one address
   * @throws dev.tunewatch.alerts.subscription.SubscriptionRejected if it cannot be; there is no
   *     e-mail without a mail server
   */
  public Subscription ensureMailSubscription(
      String name, String to, Severity severityFloor, boolean includeBacklog) {
    return new NamedMail(name, to, severityFloor, includeBacklog)
        .ensure(subscriptions, delivery.channels(), random, clock);
  }

  /**
   * Makes sure that somebody can get in.
   *
   * @param given what the operator chose; it replaces those of earlier starts
   * @return the token that was generated because there was none; show it once
   */
  public Optional<String> ensureAdminToken(Optional<String> given) {
    return people.people().tokens().ensure(given);
  }

  /** Ends within 5 s; what is not recorded by then is done again by the next run. */
  @Override
  public void close() {
    coverageReader.close();
    intake.close();
    canaryStatus.close();
    people.close();
    delivery.close();
    topicEnd.close();
    http.close();
  }

  private List<ComponentHealth> allComponents() {
    List<ComponentHealth> all = new ArrayList<>(check());
    all.addAll(otherComponents.get());
    return all;
  }

  private void failWith(CompletableFuture<Void> part) {
    var unused =
        part.whenComplete(
            (nothing, cause) -> {
              if (cause != null) {
                failed.completeExceptionally(cause);
              }
            });
  }

  /** Somebody has decided something: it may be for subscribers, and for streams. */
  private void decided(List<Alert> versions) {
    intakeMetrics.told(versions);
    delivery.wake();
    people.wake();
  }

  private String consoleAddress() {
    return config.consoleAddress().orElseGet(() -> "http://127.0.0.1:" + http.port() + "/");
  }
}
