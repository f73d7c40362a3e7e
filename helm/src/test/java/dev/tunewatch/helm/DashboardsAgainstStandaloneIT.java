package dev.tunewatch.helm;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Grafana would ask is answered by a Prometheus that scrapes the product at work. */
class DashboardsAgainstStandaloneIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path ROOT = Path.of(System.getProperty("tunewatch.root", ".."));
  private static final Path RECORDED_DAY =
      ROOT.resolve("alerts/app/src/main/resources/demo/recorded-day.ndjson");

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    started.forEach(Process::destroy);
    for (Process process : started) {
      process.waitFor(15, TimeUnit.SECONDS);
    }
  }

  @Test
  void everyExpressionOfEveryDashboardHasAnAnswer() throws IOException {
    String hub =
        launch("hub ready at (\\S+)", "hub", "--from", RECORDED_DAY.toString(), "--port", "0");
    String console =
        launch(
            "ready after \\S+ s at (\\S+)",
            "standalone",
            "--hub",
            "huggingface=" + hub,
            "--since",
            "all",
            "--data",
            folder.resolve("data").toString(),
            "--port",
            "0");

    try (PrometheusProbe probe = PrometheusProbe.start(URI.create(console).resolve("/"))) {
      await().atMost(PATIENCE).untilAsserted(() -> probe.assertNonEmpty(Dashboards.expressions()));
    }
  }

  /** Starts the launcher and waits for the line that names its address. */
  private String launch(String line, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(ROOT.resolve("tunewatch").toString()));
    words.addAll(List.of(arguments));
    Path log = Files.createTempFile(folder, arguments[0], ".log");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("TUNEWATCH_NO_BUILD", "1");
    Process process = builder.start();
    started.add(process);
    Pattern pattern = Pattern.compile(line);
    return await(String.join(" ", words))
        .atMost(PATIENCE)
        .until(
            () -> {
              Matcher matcher = pattern.matcher(Files.readString(log));
              if (matcher.find()) {
                return matcher.group(1);
              }
              if (!process.isAlive()) {
                throw new IllegalStateException("ended early:\n" + Files.readString(log));
              }
              return "";
            },
            found -> !found.isEmpty());
  }
}
