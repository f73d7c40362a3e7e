package dev.tunewatch.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.bus.EmbeddedBroker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command that the README shows, in its order, with the addresses and files of this
 * machine in place of the examples'. A command that the README gains must be told here what to
 * expect of it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ReadmeIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

  /** What a command that goes on must print before it is stopped; the others must end with 0. */
  private static final Map<String, String> GOES_ON = new LinkedHashMap<>();

  static {
    GOES_ON.put("demo", "releases assessed");
    GOES_ON.put("standalone", "^ready after");
    GOES_ON.put("hub", "hub ready at");
    GOES_ON.put("ingest", "ingest of huggingface runs");
    GOES_ON.put("streams", "streams run");
    GOES_ON.put("alerts", "alerts run at port");
  }

  @TempDir static Path folder;

  private EmbeddedBroker broker;
  private Database database;
  private Receiver receiver;
  private @Nullable Launched hub;
  private int folders;

  @BeforeAll
  void whatTheExamplesName() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    database = Database.embedded(folder.resolve("postgres"));
    receiver = Receiver.start();
    try (InputStream day =
        Objects.requireNonNull(getClass().getResourceAsStream("/demo/recorded-day.ndjson"))) {
      Files.copy(day, folder.resolve("models.ndjson.gz"));
    }
    Files.writeString(
        folder.resolve("labels.ndjson"),
        "{\"id\":\"nobody/knows\",\"labels\":[],\"flag\":false,\"difficulty\":\"benign\"}\n");
    String kafka =
        "kafka:\n  bootstrapServers: "
            + broker.bootstrapServers()
            + "\n  partitions: 4\n  replication: 1\nhttp:\n  port: 0\n";
    Files.writeString(folder.resolve("kafka.yaml"), kafka);
    Files.writeString(folder.resolve("ingest.yaml"), kafka);
    Files.writeString(
        folder.resolve("streams.yaml"),
        kafka + "stateDirectory: " + folder.resolve("state") + "\n");
    Files.writeString(
        folder.resolve("alerts.yaml"), kafka + "database:\n  url: " + database.jdbcUrl() + "\n");
  }

  @AfterAll
  void stop() {
    if (hub != null) {
      hub.close();
    }
    receiver.close();
    database.close();
    broker.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCommandOfTheReadmeDoesWhatItSays() throws IOException {
    List<String> commands = commands();
    assertThat(commands).anyMatch(c -> c.equals("./tunewatch demo"));
    assertThat(commands).anyMatch(c -> c.equals("./verify"));
    return commands.stream()
        .filter(command -> !command.equals("./verify")) // it is what runs this
        .map(command -> DynamicTest.dynamicTest(command, () -> run(command)));
  }

  private void run(String command) throws Exception {
    List<String> words = new ArrayList<>(Arrays.asList(here(command).split(" ")));
    assertThat(words.get(0)).isEqualTo("./tunewatch");
    String name = words.get(1);
    boolean ends = words.contains("--once") || !GOES_ON.containsKey(name);
    if (name.equals("standalone") || name.equals("demo")) {
      words.addAll(List.of("--port", "0"));
    }
    Launched run =
        Launched.tunewatch(folder, words.subList(1, words.size()).toArray(String[]::new));
    if (name.equals("hub")) {
      run.awaitLine(Objects.requireNonNull(GOES_ON.get(name)), PATIENCE);
      hub = run; // the commands below it in the README speak to it
      return;
    }
    try (run) {
      if (ends) {
        assertThat(run.awaitEnd(PATIENCE)).as(run.err()).isZero();
      } else {
        run.awaitLine(Objects.requireNonNull(GOES_ON.get(name)), PATIENCE);
        run.interrupt();
        run.awaitEnd(Duration.ofSeconds(10));
      }
    }
  }

  /** The command with this machine's addresses and files in place of the README's. */
  private String here(String command) {
    return command
        .replaceAll(" > \\S+", "")
        .replace("kafka:9092", broker.bootstrapServers())
        .replace("jdbc:postgresql://db/tunewatch", database.jdbcUrl())
        .replace("https://example.org/hook", receiver.url() + " --allow-local-targets")
        .replace("whsec_...", Receiver.SECRET)
        // A folder each: the subscriber of one example is none of the next.
        .replace("./data", folder.resolve("data-" + ++folders).toString())
        .replaceAll("(\\S+\\.(?:yaml|ndjson|ndjson\\.gz))(?= |$)", folder + "/$1");
  }

  private static List<String> commands() throws IOException {
    String readme = Files.readString(Launched.root().resolve("README.md"));
    List<String> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(readme);
    while (block.find()) {
      block.group(1).lines().map(String::strip).filter(l -> !l.isEmpty()).forEach(commands::add);
    }
    return commands;
  }
}
