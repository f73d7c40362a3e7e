package dev.tunewatch.app.command;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.KafkaConfig;
import dev.tunewatch.app.config.ServiceKeys;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.app.run.HubTarget;
import dev.tunewatch.app.run.Topics;
import dev.tunewatch.app.run.UntilStopped;
import dev.tunewatch.crawler.Backfill;
import dev.tunewatch.crawler.CrawlSummary;
import dev.tunewatch.crawler.CrawlerConfig;
import dev.tunewatch.crawler.Secret;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole of one hub, once. */
@Command(
    name = "backfill",
    description = {
      "Walks the whole listing of one hub into Kafka, once, from where an earlier run stood, and",
      "repairs the gaps that the live lane left. It takes over from the backfill lane of a running",
      "ingest of the same hub. Settings: as of ingest."
    },
    footer = {
      "",
      "Examples:",
      "  tunewatch backfill --hub huggingface --kafka localhost:9092",
      "  tunewatch backfill --hub huggingface=http://127.0.0.1:8095 --config ingest.yaml --json"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BackfillCommand implements Callable<Integer> {

  @Option(
      names = "--hub",
      paramLabel = "NAME[=BASE_URL]",
      description = "The hub, at its public address or another (default: hub.name, hub.baseUrl).")
  private @Nullable String hub;

  @Mixin private ConfigOptions options;
  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = options.resolve(ServiceKeys.ingest());
    HubTarget target =
        hub != null
            ? HubTarget.parse(hub)
            : HubTarget.of(settings.text("hub.name"), settings.optional("hub.baseUrl").orElse(""));
    if (target.isFolder()) {
      throw new ConfigError("a folder is read whole by ingest; there is nothing to backfill");
    }
    CrawlerConfig config =
        CrawlerConfig.of(target.hub(), target.baseUrl())
            .withPollInterval(settings.duration("hub.pollInterval"))
            .withContact(settings.optional("hub.contact").orElse(""));
    config =
        settings.secret("hub.tokenFile").map(Secret::new).map(config::withToken).orElse(config);
    CrawlSummary summary;
    try (BackfillBar bar = BackfillBar.onTerminal();
        Backfill backfill =
            new Backfill(
                config,
                IngestCommand.redaction(settings),
                Topics.asBorn(KafkaConfig.of(settings)),
                new CollectorRegistry(),
                Clock.systemUTC(),
                bar::show)) {
      UntilStopped.guard(backfill);
      backfill.start();
      summary = backfill.ended().get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new IllegalStateException("the backfill failed: " + cause.getMessage(), cause);
    }
    spec.commandLine().getOut().println(output.json ? json(summary) : words(target, summary));
    return summary.gapsOpen() == 0 ? ExitStatus.DONE : ExitStatus.FOUND_PROBLEMS;
  }

  private static String json(CrawlSummary summary) {
    return "{\"listed\":%d,\"published\":%d,\"gaps\":%d,\"deadLetters\":%d}"
        .formatted(
            summary.listed(), summary.published(), summary.gapsOpen(), summary.deadLetters());
  }

  private static String words(HubTarget target, CrawlSummary summary) {
    return "%s: %d releases published, %d refused, %d gaps open"
        .formatted(target.hub(), summary.published(), summary.deadLetters(), summary.gapsOpen());
  }
}
