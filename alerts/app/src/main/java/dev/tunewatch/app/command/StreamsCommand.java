package dev.tunewatch.app.command;

import dev.tunewatch.alerts.operations.OperationsServer;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.KafkaConfig;
import dev.tunewatch.app.config.ServiceKeys;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.app.run.RestrictedTerms;
import dev.tunewatch.app.run.Topics;
import dev.tunewatch.app.run.UntilStopped;
import dev.tunewatch.detect.Inspector;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.topology.Profile;
import dev.tunewatch.topology.StreamsConfig;
import dev.tunewatch.topology.StreamsService;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The stream processor, apart from the others. */
@Command(
    name = "streams",
    description = "Assesses releases. Settings: --config FILE, TUNEWATCH_..., --set.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class StreamsCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = options.resolve(ServiceKeys.streams());
    StreamsConfig config =
        new StreamsConfig(
            Path.of(settings.text("stateDirectory")),
            settings.parse(
                "profile",
                text -> Profile.valueOf(text.toUpperCase(Locale.ROOT)),
                "latency or throughput"),
            settings.number("threads", 1, 64));
    RuleBook rules =
        RestrictedTerms.added(
            RuleBook.bundled(),
            settings.optional("restrictedTermsFile").map(Path::of),
            "restrictedTermsFile");
    CollectorRegistry metrics = new CollectorRegistry();
    StreamsService service =
        new StreamsService(
            config,
            Topics.required(KafkaConfig.of(settings)),
            new Inspector(rules)::examine,
            metrics,
            Clock.systemUTC());
    ServiceProcess process =
        new ServiceProcess(
            service,
            service::start,
            new OperationsServer(
                settings.text("http.host"),
                settings.number("http.port", 0, 65_535),
                metrics,
                service::check));
    UntilStopped guard = UntilStopped.guard(process);
    process.start();
    spec.commandLine().getErr().println("streams run");
    guard.await(service.failed());
    return ExitStatus.DONE;
  }
}
