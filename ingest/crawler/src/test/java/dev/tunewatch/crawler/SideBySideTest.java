package dev.tunewatch.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.simulated.SimulatedHub;
import dev.tunewatch.crawler.simulated.SimulatedHubConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole listing of one simulated hub, 150 ms a page: committed to Kafka by the backfill lane,
 * and listed by the hub's own npm client. Each in a process of its own, ours with the options that
 * {@code ./tunewatch} gives it, in one run. A real listing has 3,100 pages, so neither side's start
 * and compiler count in the end: each lists 100 pages again and again, and the median of the last
 * three rounds is compared. Times are printed; they are judged with {@code -Dtunewatch.gate=true},
 * on a machine that does nothing else.
 */
@Tag("long")
class SideBySideTest {

  private static final Duration DELAY = Duration.ofMillis(150);

  /** Fewer where the machine is not ours for long; the first rounds then count for more. */
  private static final int ROWS = 1_000 * Integer.getInteger("tunewatch.sideBySide.pages", 100);

  private static final int ROUNDS = 6;
  private static final int COUNTED = 3;

  /** As the script {@code tunewatch} runs {@code ingest} and {@code backfill}. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx1g",
          "-XX:+UseParallelGC",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private static final Path SOURCES = Path.of("src", "test", "npm", "huggingface-hub");
  private static final Path INSTALLED = Path.of("target", "npm", "side-by-side");
  private static final boolean GATE = Boolean.getBoolean("tunewatch.gate");

  /** What one round of a client took. */
  private record Round(long wallMillis, long cpuMillis, long rows) {

    double microsPerRow() {
      return 1e3 * cpuMillis / rows;
    }
  }

  @Test
  void commitsTheWholeListingAsFastAsTheHubAllowsAndForNoMoreCpuThanTheNpmClientListsIt()
      throws Exception {
    install();
    try (SimulatedHub hub =
        SimulatedHub.start(
            SimulatedHubConfig.defaults().withDelay(DELAY),
            Rows.hub(ROWS, Instant.parse("2026-08-22T00:00:00Z")),
            Clock.systemUTC())) {
      List<Round> ours = tunewatch(hub);
      long ourRequests = requests(hub) / ROUNDS;
      long before = requests(hub);
      List<Round> theirs = npm(hub, "all", ROUNDS);
      long theirRequests = (requests(hub) - before) / ROUNDS;
      List<Round> theirsFewer = npm(hub, "default", COUNTED);

      int pages = ROWS / 1_000;
      Round warm = median(ours);
      print(pages, ours, ourRequests, theirs, theirRequests, theirsFewer);
      assertThat(ourRequests).isEqualTo(pages).isLessThanOrEqualTo(theirRequests);
      if (!GATE) {
        return;
      }
      assertThat(warm.wallMillis()).isLessThanOrEqualTo((long) (1.2 * pages * DELAY.toMillis()));
      assertThat(warm.microsPerRow()).isLessThanOrEqualTo(median(theirs).microsPerRow());
    }
  }

  private static List<Round> tunewatch(SimulatedHub hub) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(OPTIONS);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), BackfillClient.class.getName()));
    List<KafkaSettings> prefixes = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      prefixes.add(SharedKafka.freshTopics());
    }
    command.add(prefixes.get(0).bootstrapServers());
    command.add(hub.address().toString());
    prefixes.forEach(kafka -> command.add(kafka.prefix()));
    List<Round> took = run(command, Path.of("."));
    assertThat(took).hasSize(ROUNDS);
    return took;
  }

  private static List<Round> npm(SimulatedHub hub, String fields, int rounds) throws Exception {
    List<Round> took =
        run(
            List.of(
                "node",
                "list-models.mjs",
                hub.address().toString(),
                fields,
                Integer.toString(rounds)),
            INSTALLED);
    assertThat(took).hasSize(rounds);
    return took;
  }

  /** Exactly what the lock file says, and no scripts. */
  private static void install() throws Exception {
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "package-lock.json", "list-models.mjs")) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(INSTALLED.toFile())
            .redirectOutput(INSTALLED.resolve("npm.log").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(npm.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(npm.exitValue()).isZero();
  }

  private static List<Round> run(List<String> command, Path directory) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(600, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
    List<Round> rounds = new ArrayList<>();
    for (String line : out.lines().filter(text -> text.matches("\\d+ \\d+ \\d+ \\d+")).toList()) {
      String[] fields = line.split(" ");
      rounds.add(
          new Round(
              Long.parseLong(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3])));
      assertThat(Long.parseLong(fields[3])).isEqualTo(ROWS);
    }
    return rounds;
  }

  /** Of the last rounds, wall and CPU each by itself. */
  private static Round median(List<Round> rounds) {
    List<Round> last = rounds.subList(rounds.size() - COUNTED, rounds.size());
    return new Round(
        median(last.stream().mapToLong(Round::wallMillis)),
        median(last.stream().mapToLong(Round::cpuMillis)),
        ROWS);
  }

  private static long median(LongStream times) {
    return times.sorted().skip(COUNTED / 2).findFirst().orElseThrow();
  }

  private static long requests(SimulatedHub hub) {
    return hub.requestCounts().getOrDefault("list", 0L);
  }

  private static void print(
      int pages,
      List<Round> ours,
      long ourRequests,
      List<Round> theirs,
      long theirRequests,
      List<Round> theirsFewer) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%,d rows, %d pages of 1,000, %d ms a page: %d ms at least%n",
            ROWS,
            pages,
            DELAY.toMillis(),
            pages * DELAY.toMillis()));
    table.append(
        String.format(
            "%-44s %9s %9s %12s %9s%n", "client", "requests", "wall ms", "CPU us/row", "of bound"));
    line(table, "Tunewatch backfill to Kafka, warm", ourRequests, median(ours), pages);
    line(table, "Tunewatch backfill to Kafka, cold with start", ourRequests, ours.get(0), pages);
    line(table, "npm listModels, same fields, warm", theirRequests, median(theirs), pages);
    line(
        table, "npm listModels, same fields, cold with start", theirRequests, theirs.get(0), pages);
    line(
        table,
        "npm listModels, its 6 default fields, warm",
        theirRequests,
        median(theirsFewer),
        pages);
    System.out.println(table);
  }

  private static void line(
      StringBuilder table, String name, long requests, Round round, int pages) {
    table.append(
        String.format(
            Locale.ROOT,
            "%-44s %9d %9d %12.0f %9.2f%n",
            name,
            requests,
            round.wallMillis(),
            round.microsPerRow(),
            (double) round.wallMillis() / (pages * DELAY.toMillis())));
  }
}
