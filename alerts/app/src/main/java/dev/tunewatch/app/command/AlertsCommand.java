package dev.tunewatch.app.command;

import dev.tunewatch.alerts.AlertsConfig;
import dev.tunewatch.alerts.AlertsService;
import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.KafkaConfig;
import dev.tunewatch.app.config.ServiceKeys;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.app.run.Topics;
import dev.tunewatch.app.run.UntilStopped;
import io.prometheus.client.CollectorRegistry;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The alerting service, apart from the others. */
@Command(
    name = "alerts",
    description = {
      "Stores alerts, notifies subscribers, serves the console and the API.",
      "Settings: --config FILE, TUNEWATCH_..., --set."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class AlertsCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Settings settings = options.resolve(ServiceKeys.alerts());
    AlertsConfig config = AlertsSettings.of(settings);
    PrintWriter err = spec.commandLine().getErr();
    Database database =
        Database.server(
            settings.text("database.url"),
            settings.secret("database.usernameFile").orElse(null),
            settings.secret("database.passwordFile").orElse(null));
    AlertsService service =
        new AlertsService(
            config,
            Topics.required(KafkaConfig.of(settings)),
            database,
            new CollectorRegistry(),
            Clock.systemUTC(),
            List::of);
    UntilStopped guard =
        UntilStopped.guard(
            () -> {
              service.close();
              database.close();
            });
    service
        .ensureAdminToken(settings.secret("adminTokenFile"))
        .ifPresent(token -> err.println("admin token, shown this once: " + token));
    service.start();
    err.println("alerts run at port " + service.port());
    guard.await(service.failed());
    return ExitStatus.DONE;
  }
}
