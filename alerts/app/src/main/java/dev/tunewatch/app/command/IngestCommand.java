package dev.tunewatch.app.command;

import dev.tunewatch.alerts.operations.OperationsServer;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.KafkaConfig;
import dev.tunewatch.app.config.ServiceKeys;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.app.run.HubTarget;
import dev.tunewatch.app.run.Topics;
import dev.tunewatch.app.run.UntilStopped;
import dev.tunewatch.crawler.Crawler;
import dev.tunewatch.crawler.CrawlerConfig;
import dev.tunewatch.crawler.Secret;
import dev.tunewatch.crawler.Since;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
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
    CrawlerConfig config =
        CrawlerConfig.of(hub.hub(), hub.baseUrl())
            .withSince(settings.parse("hub.since", Since::parse, "24h, all or a time"))
            .withPollInterval(settings.duration("hub.pollInterval"))
            .withContact(settings.optional("hub.contact").orElse(""));
    config =
        settings.secret("hub.tokenFile").map(Secret::new).map(config::withToken).orElse(config);
    CollectorRegistry metrics = new CollectorRegistry();
    Crawler crawler =
        new Crawler(config, Topics.required(KafkaConfig.of(settings)), metrics, Clock.systemUTC());
    ServiceProcess process =
        new ServiceProcess(
            crawler,
            crawler::start,
            new OperationsServer(
                settings.text("http.host"),
                settings.number("http.port", 0, 65_535),
                metrics,
                crawler::check));
    UntilStopped guard = UntilStopped.guard(process);
    process.start();
    spec.commandLine().getErr().println("ingest of " + hub.hub() + " runs");
    guard.await(UntilStopped.failureOf(crawler.caughtUp()));
    return ExitStatus.DONE;
  }
}
