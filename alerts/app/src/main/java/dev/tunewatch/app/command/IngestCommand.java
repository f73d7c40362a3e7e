package dev.tunewatch.app.command;

import dev.tunewatch.alerts.operations.OperationsServer;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.KafkaConfig;
import dev.tunewatch.app.config.ServiceKeys;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.app.run.HubTarget;
import dev.tunewatch.app.run.Pushes;
import dev.tunewatch.app.run.Topics;
import dev.tunewatch.app.run.UntilStopped;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.Crawler;
import dev.tunewatch.crawler.CrawlerConfig;
import dev.tunewatch.crawler.FolderIngestion;
import dev.tunewatch.crawler.FolderIngestion.FolderConfig;
import dev.tunewatch.crawler.Ingestion;
import dev.tunewatch.crawler.Secret;
import dev.tunewatch.crawler.Since;
import dev.tunewatch.crawler.canary.Canary;
import dev.tunewatch.crawler.canary.CanaryConfig;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.crawler.push.PushReceiver;
import dev.tunewatch.events.ComponentHealth;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The crawler of one hub, apart from the others. */
@Command(
    name = "ingest",
    description = "Crawls one hub into Kafka. Settings: --config FILE, TUNEWATCH_..., --set.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class IngestCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = options.resolve(ServiceKeys.ingest());
    HubTarget hub =
        HubTarget.of(settings.text("hub.name"), settings.optional("hub.baseUrl").orElse(""));
    CollectorRegistry metrics = new CollectorRegistry();
    IngestMetrics lanes = new IngestMetrics(metrics);
    Ingestion crawler = ingestion(settings, hub, lanes);
    Optional<Canary> canary = canary(settings, metrics);
    OperationsServer operations =
        new OperationsServer(
            settings.text("http.host"),
            settings.number("http.port", 0, 65_535),
            metrics,
            () -> health(crawler, canary));
    Optional<PushReceiver> push =
        settings
            .secret("hub.pushSecretFile")
            .map(
                secret ->
                    Pushes.receiver(
                        hub.hub(), secret, Topics.required(KafkaConfig.of(settings)), lanes));
    push.ifPresent(receiver -> operations.hook(PushReceiver.HUB, receiver::receive));
    ServiceProcess process =
        new ServiceProcess(
            () -> {
              canary.ifPresent(Canary::close);
              crawler.close();
              push.ifPresent(PushReceiver::close);
            },
            () -> {
              crawler.start();
              canary.ifPresent(Canary::start);
            },
            operations);
    UntilStopped guard = UntilStopped.guard(process);
    process.start();
    spec.commandLine().getErr().println("ingest of " + hub.hub() + " runs");
    guard.await(UntilStopped.failureOf(crawler.caughtUp()));
    return ExitStatus.DONE;
  }

  private static Optional<Canary> canary(Settings settings, CollectorRegistry metrics) {
    Duration every =
        settings.parse("canary.every", Settings::parseInterval, "off or a duration such as 24h");
    return every.isZero()
        ? Optional.empty()
        : Optional.of(
            new Canary(
                CanaryConfig.every(every), KafkaConfig.of(settings), metrics, Clock.systemUTC()));
  }

  private static List<ComponentHealth> health(Ingestion crawler, Optional<Canary> canary) {
    List<ComponentHealth> health = new ArrayList<>(crawler.check());
    canary.ifPresent(source -> health.addAll(source.check()));
    return health;
  }

  private static Ingestion ingestion(Settings settings, HubTarget hub, IngestMetrics metrics) {
    Redaction redaction = redaction(settings);
    KafkaSettings kafka = Topics.required(KafkaConfig.of(settings));
    Duration pollInterval = settings.duration("hub.pollInterval");
    if (hub.isFolder()) {
      FolderConfig folder =
          new FolderConfig(Path.of(hub.baseUrl()), pollInterval, false, redaction);
      return new FolderIngestion(folder, kafka, metrics, Clock.systemUTC());
    }
    CrawlerConfig config =
        CrawlerConfig.of(hub.hub(), hub.baseUrl())
            .withSince(settings.parse("hub.since", Since::parse, "24h, all or a time"))
            .withPollInterval(pollInterval)
            .withBackfill(settings.flag("hub.backfill"))
            .withGgufHeader(settings.flag("hub.ggufHeader"))
            .withContact(settings.optional("hub.contact").orElse(""));
    config =
        settings.secret("hub.tokenFile").map(Secret::new).map(config::withToken).orElse(config);
    return new Crawler(config, redaction, kafka, metrics, Clock.systemUTC());
  }

  static Redaction redaction(Settings settings) {
    return settings
        .secret("hub.redactionKeyFile")
        .map(IngestCommand::redaction)
        .orElse(Redaction.NOTHING);
  }

  private static Redaction redaction(String key) {
    try {
      return Redaction.keyed(key);
    } catch (IllegalArgumentException tooShort) {
      throw new ConfigError("hub.redactionKeyFile: " + tooShort.getMessage());
    }
  }
}
