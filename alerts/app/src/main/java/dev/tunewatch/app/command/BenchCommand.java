package dev.tunewatch.app.command;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.app.run.WebhookArrivals;
import dev.tunewatch.benchmarks.Bench;
import dev.tunewatch.benchmarks.Cards;
import dev.tunewatch.benchmarks.Plan;
import dev.tunewatch.benchmarks.Report;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The end-to-end benchmark. */
@Command(
    name = "bench",
    description = {
      "Measures the whole topology on a made-up hub.",
      "It runs on an embedded broker with exactly_once_v2, beside a Streams application that only",
      "copies the same topic: throughput, CPU, work a release at this size and at a tenth of it,",
      "hubs that are flagged late and cleared again, restore, and the latency to a webhook at 100",
      "releases a second. Everything in one process; give it the machine alone. A million releases",
      "need some 10 GB of disk and more than an hour."
    },
    footer = {
      "",
      "Examples:",
      "  tunewatch bench --releases 100000",
      "  tunewatch bench --releases 100000 --records models.ndjson.gz --gate --json > bench.json"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BenchCommand implements Callable<Integer> {

  @Option(
      names = "--releases",
      paramLabel = "N",
      description = "Releases of the made-up hub (default: ${DEFAULT-VALUE}).")
  private long releases = 1_000_000;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of which the median counts, odd (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--records",
      paramLabel = "FILE",
      description = "Recorded hub records whose cards to use (default: made-up ones).")
  private @Nullable Path records;

  @Option(
      names = "--latency",
      paramLabel = "DURATION",
      description =
          "How long to measure the latency, 0s to leave it out (default: ${DEFAULT-VALUE}).")
  private String latency = "60s";

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the topics (default: ${DEFAULT-VALUE}).")
  private int partitions = 4;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that process (default: ${DEFAULT-VALUE}).")
  private int threads = 2;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the made-up hub (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Where to keep what the run needs, deleted afterwards (default: a temporary one).")
  private @Nullable Path folder;

  @Option(names = "--gate", description = "Exit status 3 if a figure misses its threshold.")
  private boolean gate;

  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path place = place();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Plan plan = plan(place.resolve("run"));
      Report report =
          new Bench(
                  plan,
                  cards(),
                  (kafka, arrived) ->
                      WebhookArrivals.open(place.resolve("postgres"), kafka, arrived),
                  line -> err.println("bench: " + line),
                  Clock.systemUTC())
              .run();
      spec.commandLine()
          .getOut()
          .println(output.json ? EventJson.mapper().writeValueAsString(report) : report.text());
      List<String> missed = report.missed();
      missed.forEach(line -> err.println("bench: missed: " + line));
      return gate && !missed.isEmpty() ? ExitStatus.FOUND_PROBLEMS : ExitStatus.DONE;
    } finally {
      Plan.delete(place);
    }
  }

  private Path place() throws IOException {
    if (folder == null) {
      return Files.createTempDirectory("tunewatch-bench");
    }
    if (Files.exists(folder)) {
      throw new ConfigError("--folder " + folder + " exists; it would be deleted afterwards");
    }
    return Files.createDirectories(folder);
  }

  private Plan plan(Path run) {
    Duration latencyFor;
    try {
      latencyFor = latency.equals("0s") ? Duration.ZERO : Settings.parseDuration(latency);
    } catch (IllegalArgumentException e) {
      throw new ConfigError("--latency: " + e.getMessage());
    }
    try {
      return new Plan(releases, rounds, partitions, threads, seed, latencyFor, run);
    } catch (IllegalArgumentException e) {
      throw new ConfigError(String.valueOf(e.getMessage()));
    }
  }

  private Cards cards() throws IOException {
    if (records == null) {
      return Cards.madeUp(seed);
    }
    if (!Files.isReadable(records)) {
      throw new ConfigError("--records " + records + " cannot be read");
    }
    return Cards.of(records);
  }
}
