package dev.tunewatch.app.command;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.app.run.UntilStopped;
import dev.tunewatch.crawler.simulated.Plan;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import dev.tunewatch.crawler.simulated.UnreadableRecordException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A simulated hub on loopback. */
@Command(
    name = "hub",
    description = {
      "Serves recorded releases as Hugging Face would: listing by cursor, single models, files,",
      "rate headers. For tests, demos and dry runs; listens on loopback only."
    },
    footer = {
      "",
      "Example:",
      "  tunewatch hub --from models.ndjson.gz --port 9400",
      "  tunewatch standalone --hub huggingface=http://127.0.0.1:9400 --since all --data DIR"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class HubCommand implements Callable<Integer> {

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "Recorded hub records, JSON lines, plain or gzip.")
  private Path from;

  @Option(
      names = "--port",
      defaultValue = "9400",
      description = "Port on loopback, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--plan",
      defaultValue = "ENTERPRISE_PLUS",
      description =
          "Rate limits of which plan: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Plan plan;

  @Option(
      names = "--delay",
      defaultValue = "0ms",
      paramLabel = "DURATION",
      description = "Pause before each answer, for example 150ms (default: ${DEFAULT-VALUE}).")
  private String delay;

  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    RecordedHub records;
    try {
      records = RecordedHub.read(from);
    } catch (UnreadableRecordException | IOException e) {
      throw new ConfigError("--from " + e.getMessage());
    }
    SimulatedHubConfig config =
        SimulatedHubConfig.defaults()
            .withPort(port)
            .withPlan(plan)
            .withDelay(StandaloneCommand.parsed("--delay", delay, Settings::parseDuration));
    SimulatedHub hub = SimulatedHub.start(config, records, Clock.systemUTC());
    UntilStopped guard = UntilStopped.guard(hub);
    if (output.json) {
      spec.commandLine().getOut().println("{\"address\":\"" + hub.address() + "\"}");
    }
    err.println("hub ready at " + hub.address() + " with " + records.size() + " releases");
    guard.await(new CompletableFuture<Void>());
    return ExitStatus.DONE;
  }
}
