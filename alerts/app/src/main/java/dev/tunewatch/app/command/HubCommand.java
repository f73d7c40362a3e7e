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
import dev.tunewatch.crawler.simulated.answer.Face;
import dev.tunewatch.crawler.simulated.civitai.CivitaiCatalogue;
import dev.tunewatch.crawler.simulated.civitai.CivitaiFace;
import dev.tunewatch.crawler.simulated.clock.HubClock;
import dev.tunewatch.crawler.simulated.modelscope.ModelScopeCatalogue;
import dev.tunewatch.crawler.simulated.modelscope.ModelScopeFace;
import dev.tunewatch.crawler.simulated.webhook.WebhookSender;
import dev.tunewatch.crawler.simulated.world.Timeline;
import dev.tunewatch.crawler.simulated.world.TimelineRunner;
import dev.tunewatch.crawler.simulated.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
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
      "  tunewatch hub --from models.ndjson.gz --replay 3600x --fault 429=0.05 --fault reset=0.01",
      "  tunewatch standalone --hub huggingface=http://127.0.0.1:9400 --since all --data DIR"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class HubCommand implements Callable<Integer> {

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Recorded Hugging Face records, JSON lines, plain or gzip.")
  private @Nullable Path from;

  @Option(
      names = "--from-civitai",
      paramLabel = "FILE",
      description = "Recorded Civitai models, served under /api/v1.")
  private @Nullable Path fromCivitai;

  @Option(
      names = "--from-modelscope",
      paramLabel = "FILE",
      description = "Recorded ModelScope models, served under /openapi/v1.")
  private @Nullable Path fromModelScope;

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

  @Mixin private HubFaultOptions faults = new HubFaultOptions();
  @Mixin private HubWorldOptions world = new HubWorldOptions();
  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    if (from == null && fromCivitai == null && fromModelScope == null) {
      throw new ConfigError("hub needs --from, --from-civitai or --from-modelscope");
    }
    RecordedHub records = from == null ? RecordedHub.empty() : read(from, RecordedHub::read);
    SimulatedHubConfig config =
        SimulatedHubConfig.defaults()
            .withPort(port)
            .withPlan(plan)
            .withDelay(StandaloneCommand.parsed("--delay", delay, Settings::parseDuration))
            .withFaults(faults.spells())
            .withFaultSeed(faults.seed());
    Clock wall = Clock.systemUTC();
    HubClock clock = world.clock(records, wall);
    Timeline timeline = world.timeline(records, clock.instant());
    Optional<WebhookSender.Target> told = world.webhooks();
    SimulatedHub hub = SimulatedHub.start(config, records, others(), wall, clock);
    World changing = new World(records);
    Optional<WebhookSender> sender = told.map(target -> new WebhookSender(target, hub.address()));
    sender.ifPresent(changing::listen);
    TimelineRunner runner = TimelineRunner.start(changing, timeline, clock);
    UntilStopped guard =
        UntilStopped.guard(
            () -> {
              runner.close();
              sender.ifPresent(WebhookSender::close);
              hub.close();
            });
    if (output.json) {
      spec.commandLine().getOut().println("{\"address\":\"" + hub.address() + "\"}");
    }
    err.println("hub ready at " + hub.address() + " with " + records.size() + " releases");
    guard.await(new CompletableFuture<Void>());
    return ExitStatus.DONE;
  }

  private List<Face> others() {
    List<Face> others = new ArrayList<>();
    if (fromCivitai != null) {
      others.add(new CivitaiFace(read(fromCivitai, CivitaiCatalogue::read)));
    }
    if (fromModelScope != null) {
      others.add(new ModelScopeFace(read(fromModelScope, ModelScopeCatalogue::read)));
    }
    return others;
  }

  static <T> T read(Path file, Recording<T> reading) {
    try {
      return reading.read(file);
    } catch (NoSuchFileException e) {
      throw new ConfigError("there is no file " + e.getMessage());
    } catch (UnreadableRecordException | IOException e) {
      throw new ConfigError(String.valueOf(e.getMessage()));
    }
  }

  /** How one hub's recording is read. */
  interface Recording<T> {

    T read(Path file) throws IOException, UnreadableRecordException;
  }
}
