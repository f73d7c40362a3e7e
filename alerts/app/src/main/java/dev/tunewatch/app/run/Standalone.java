package dev.tunewatch.app.run;

import dev.tunewatch.alerts.AlertsConfig;
import dev.tunewatch.alerts.AlertsService;
import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.Ingestion;
import dev.tunewatch.crawler.canary.Canary;
import dev.tunewatch.crawler.canary.CanaryConfig;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.push.PushReceiver;
import dev.tunewatch.detect.Inspector;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.events.ComponentHealth;
import dev.tunewatch.topology.StreamsConfig;
import dev.tunewatch.topology.StreamsService;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Everything in one process: the broker and the database, unless outside ones are named, and the
 * three services. They talk through Kafka alone, as they would apart.
 *
 * @param crawlers one a hub or folder
 * @param canary the synthetic source, where there is one
 * @param firstRunToken the admin token, if this run made it; to be shown once
 */
public record Standalone(
    List<Ingestion> crawlers,
    Optional<Canary> canary,
    StreamsService streams,
    AlertsService alerts,
    Optional<String> firstRunToken,
    Closing closing)
    implements AutoCloseable {

  /**
   * Starts everything and returns when it runs; on failure nothing is left running.
   *
   * @throws dev.tunewatch.app.config.ConfigError if an option cannot hold on this machine
   * @throws IOException if the data folder, the broker or the database fails
   */
  public static Standalone start(StandaloneOptions options, Clock clock) throws IOException {
    Closing closing = new Closing();
    try {
      return wire(options, clock, closing);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static Standalone wire(StandaloneOptions options, Clock clock, Closing closing)
      throws IOException {
    // Each service counts its own dead letters under one name, so each has its own registry.
    CollectorRegistry ingestMetrics = new CollectorRegistry();
    CollectorRegistry streamsMetrics = new CollectorRegistry();
    DataDirectory data = closing.started("data directory", DataDirectory.take(options.data()));

    // The slowest two start side by side.
    CompletableFuture<Database> opening =
        CompletableFuture.supplyAsync(() -> Databases.open(options, data.postgres()));
    KafkaSettings kafka = Topics.provisioned(kafka(options, data, closing, opening));
    Database database = closing.started("database", join(opening));

    RuleBook rules =
        RestrictedTerms.added(
            RuleBook.bundled(), options.restrictedTerms(), "--restricted-terms-file");
    StreamsService streams =
        closing.started(
            "streams",
            new StreamsService(
                StreamsConfig.in(data.streams()),
                kafka,
                new Inspector(rules)::examine,
                streamsMetrics,
                clock));
    IngestMetrics lanes = new IngestMetrics(ingestMetrics);
    List<Ingestion> crawlers = new ArrayList<>();
    for (HubTarget target : options.hubs()) {
      crawlers.add(
          closing.started(
              "ingest." + target.hub(),
              Crawls.ingestion(options, target, data.redaction(), kafka, lanes, clock)));
    }
    Optional<Canary> canary = canary(options, kafka, ingestMetrics, clock, closing);
    AlertsConfig config =
        AlertsConfig.defaults()
            .withPort(options.port())
            .withListenHost(options.host())
            .withPublicView(options.publicView())
            .withAllowLocalTargets(options.allowLocalTargets())
            .withSmtp(options.mail().map(StandaloneOptions.Mail::server));
    AlertsService alerts =
        closing.started(
            "alerts",
            new AlertsService(
                config,
                kafka,
                database,
                new CollectorRegistry(),
                List.of(ingestMetrics, streamsMetrics),
                clock,
                () -> upstream(streams, crawlers, canary)));
    options
        .pushSecret()
        .ifPresent(
            secret -> {
              PushReceiver push = Pushes.receiver(PushReceiver.HUB, secret, kafka, lanes);
              closing.started("push", push);
              alerts.hook(PushReceiver.HUB, push::receive);
            });
    Optional<String> token = alerts.ensureAdminToken(options.adminToken());
    options.webhook().ifPresent(hook -> subscribe(alerts, hook));
    options.mail().flatMap(StandaloneOptions.Mail::to).ifPresent(to -> subscribe(alerts, to));
    streams.start();
    alerts.start();
    crawlers.forEach(Ingestion::start);
    canary.ifPresent(Canary::start);
    return new Standalone(List.copyOf(crawlers), canary, streams, alerts, token, closing);
  }

  /** Without the first-run token. */
  @Override
  public String toString() {
    return "Standalone[" + address() + "]";
  }

  /** The console's address. */
  public String address() {
    return "http://127.0.0.1:" + alerts.port() + "/";
  }

  /** Every component's health. */
  public List<ComponentHealth> check() {
    List<ComponentHealth> health = new ArrayList<>(upstream(streams, crawlers, canary));
    health.addAll(alerts.check());
    return health;
  }

  /** Completes, exceptionally, when a part has failed for good and the process should end. */
  public CompletableFuture<Void> failed() {
    List<CompletableFuture<?>> ends = new ArrayList<>();
    ends.add(streams.failed());
    ends.add(alerts.failed());
    crawlers.forEach(crawler -> ends.add(UntilStopped.failureOf(crawler.caughtUp())));
    return CompletableFuture.anyOf(ends.toArray(CompletableFuture[]::new)).thenRun(() -> {});
  }

  @Override
  public void close() {
    closing.close();
  }

  private static void subscribe(AlertsService alerts, StandaloneOptions.Webhook hook) {
    try {
      alerts.ensureSubscription(
          "command line", hook.url().toString(), hook.secret().orElse(null), Severity.P3, true);
    } catch (SubscriptionRejected e) {
      throw new ConfigError("--webhook: " + e.getMessage());
    }
  }

  /** No backlog: a first run on a whole hub must not fill anybody's mailbox. */
  private static void subscribe(AlertsService alerts, String mailTo) {
    try {
      alerts.ensureMailSubscription("command line mail", mailTo, Severity.P3, false);
    } catch (SubscriptionRejected e) {
      throw new ConfigError("--mail-to: " + e.getMessage());
    }
  }

  private static KafkaSettings kafka(
      StandaloneOptions options,
      DataDirectory data,
      Closing closing,
      CompletableFuture<Database> opening)
      throws IOException {
    if (options.kafka().isPresent()) {
      return KafkaSettings.local(options.kafka().get());
    }
    try {
      EmbeddedBroker broker = EmbeddedBroker.start(data.kafka(), 0);
      closing.started("broker", broker);
      closing.started(
          "broker's address", RunningKafka.announce(options.data(), broker.bootstrapServers()));
      return KafkaSettings.local(broker.bootstrapServers());
    } catch (IOException | RuntimeException e) {
      opening.thenAccept(Standalone::closeQuietly);
      throw e;
    }
  }

  private static void closeQuietly(Database database) {
    database.close();
  }

  /** None in a run that ends by itself: nobody would be there to see it late. */
  private static Optional<Canary> canary(
      StandaloneOptions options,
      KafkaSettings kafka,
      CollectorRegistry metrics,
      Clock clock,
      Closing closing) {
    if (options.once() || options.canaryEvery().isZero()) {
      return Optional.empty();
    }
    CanaryConfig config = CanaryConfig.every(options.canaryEvery());
    return Optional.of(closing.started("ingest.canary", new Canary(config, kafka, metrics, clock)));
  }

  private static List<ComponentHealth> upstream(
      StreamsService streams, List<Ingestion> crawlers, Optional<Canary> canary) {
    List<ComponentHealth> health = new ArrayList<>(streams.check());
    crawlers.forEach(crawler -> health.addAll(crawler.check()));
    canary.ifPresent(source -> health.addAll(source.check()));
    return health;
  }

  private static Database join(CompletableFuture<Database> opening) throws IOException {
    try {
      return opening.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IOException("the database did not start", e.getCause());
    }
  }
}
