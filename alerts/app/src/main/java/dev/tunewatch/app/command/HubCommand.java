package dev.tunewatch.app.command;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Nearest;
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
import dev.tunewatch.crawler.simulated.fault.FaultScript;
import dev.tunewatch.crawler.simulated.fault.Spell;
import dev.tunewatch.crawler.simulated.fault.UnknownFaultException;
import dev.tunewatch.crawler.simulated.modelscope.ModelScopeCatalogue;
import dev.tunewatch.crawler.simulated.modelscope.ModelScopeFace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
      description = "Recorded Civitai models, elements of its \"items\"; served under /api/v1.")
  private @Nullable Path fromCivitai;

  @Option(
      names = "--from-modelscope",
      paramLabel = "FILE",
      description =
          "Recorded ModelScope models, elements of its \"data.models\"; under /openapi/v1.")
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

  @Option(
      names = "--fault",
      paramLabel = "NAME=SHARE[:AMOUNT]",
      description = {
        "Lets this share of the requests go wrong, repeatable, for example 429=0.05.",
        "Names: 429, 5xx, reset, slow, truncated, html, gzip-bomb, redirect,",
        "redirect-loop, clock-skew, expired-cursor, wrong-types, duplicates, reordered,",
        "lost-rows, gap, future-rows, foreign-link. Strikes: GET /_simulated/faults."
      })
  private List<String> faults = List.of();

  @Option(
      names = "--fault-seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the faults' odds (default: ${DEFAULT-VALUE}).")
  private long faultSeed;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description =
          "Faults over time, JSON lines: {\"fault\":\"429\",\"at\":\"30s\",\"for\":\"2m\"}.")
  private @Nullable Path script;

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
            .withFaults(spells())
            .withFaultSeed(faultSeed);
    SimulatedHub hub = SimulatedHub.start(config, records, others(), Clock.systemUTC());
    UntilStopped guard = UntilStopped.guard(hub);
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

  private List<Spell> spells() throws IOException {
    try {
      List<Spell> spells = new ArrayList<>();
      for (String fault : faults) {
        spells.add(Spell.parse(fault));
      }
      if (script != null) {
        spells.addAll(FaultScript.read(script));
      }
      return spells;
    } catch (UnknownFaultException e) {
      throw new ConfigError(e.getMessage() + Nearest.hint(e.name(), e.known()));
    } catch (IllegalArgumentException e) {
      throw new ConfigError(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new ConfigError("--script " + e.getMessage() + " is not there");
    }
  }

  private static <T> T read(Path file, Recording<T> reading) {
    try {
      return reading.read(file);
    } catch (NoSuchFileException e) {
      throw new ConfigError("there is no file " + e.getMessage());
    } catch (UnreadableRecordException | IOException e) {
      throw new ConfigError(String.valueOf(e.getMessage()));
    }
  }

  /** How one hub's recording is read. */
  private interface Recording<T> {

    T read(Path file) throws IOException, UnreadableRecordException;
  }
}
