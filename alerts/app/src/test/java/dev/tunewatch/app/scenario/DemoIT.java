package dev.tunewatch.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.tunewatch.assessments.Assessment.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void theDemoDeliversCheckedAlertsShowsThemInTheConsoleAndLeavesNothingBehind() throws Exception {
    // A temporary folder of its own, so that another demo on this machine is not taken for this
    // one.
    Path temporary = Files.createDirectory(folder.resolve("t"));
    Map<String, String> environment =
        Map.of("TUNEWATCH_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC -Djava.io.tmpdir=" + temporary);
    try (Launched demo = Launched.tunewatch(folder, environment, "demo", "--port", "0")) {
      String console = demo.awaitLine("^console: (http://127\\.0\\.0\\.1:\\d+/)", PATIENCE);
      demo.awaitLine("signature ok", PATIENCE);
      demo.awaitLine("releases assessed, \\d+ flagged", PATIENCE);
      assertThat(demo.out()).contains("alert.new").doesNotContain("refused");

      assertThatTheConsoleShowsAlerts(console);
      String token = demo.awaitLine("as an administrator: \\S+#token=(\\S+)", PATIENCE);
      assertThatAFalsePositiveGoesRoundAndComesBack(demo, new Analyst(console, token), temporary);

      List<ProcessHandle> started =
          Launched.processesNaming(temporary.resolve("tunewatch-demo").toString());
      assertThat(started).as("the database's processes").isNotEmpty();
      demo.interrupt();
      demo.awaitEnd(Duration.ofSeconds(10));
      await()
          .atMost(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
      try (Stream<Path> left = Files.list(temporary)) {
        assertThat(left)
            .noneMatch(path -> path.getFileName().toString().startsWith("tunewatch-demo"));
      }
    }
  }

  /** API to receiver, and API to verdicts, streams and assessments; then all of it back. */
  private static void assertThatAFalsePositiveGoesRoundAndComesBack(
      Launched demo, Analyst analyst, Path temporary) throws Exception {
    Path data;
    try (Stream<Path> files = Files.walk(temporary, 3)) {
      data =
          files
              .filter(folder -> Files.exists(folder.resolve("kafka.address")))
              .findFirst()
              .orElseThrow();
    }
    JsonNode alert = analyst.aPlainAlert();
    String cluster = alert.get("clusterId").asText();
    String told = Pattern.quote(alert.get("headline").asText()) + "\\R +";
    assertThat(PublishedParts.lastWord(data, cluster)).contains(State.ACTIVE);

    analyst.act(alert, "{\"action\":\"false_positive\",\"reason\":\"evidence_misread\"}");

    demo.awaitLine(told + "alert.withdrawn, signature ok", SOON);
    await()
        .atMost(SOON)
        .until(() -> PublishedParts.lastWord(data, cluster).equals(Optional.of(State.WITHDRAWN)));

    analyst.act(alert, "{\"action\":\"reopen\"}");

    demo.awaitLine(told + "alert.updated, signature ok", SOON);
    await()
        .atMost(SOON)
        .until(() -> PublishedParts.lastWord(data, cluster).equals(Optional.of(State.ACTIVE)));
  }

  private void assertThatTheConsoleShowsAlerts(String console) {
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(
                            List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")))) {
      Page page = browser.newPage();
      List<String> wrong = new ArrayList<>();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              wrong.add(message.text());
            }
          });
      page.onRequest(
          request -> {
            if (!request.url().startsWith(console) && !request.url().startsWith("data:")) {
              wrong.add("request to " + request.url());
            }
          });
      page.navigate(console);
      Locator headline = page.getByText("declares").first();
      headline.waitFor(new Locator.WaitForOptions().setTimeout(20_000));
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "screenshots", "demo-queue.png"))
              .setFullPage(false));
      headline.click();
      page.getByText("Evidence").first().waitFor();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "screenshots", "demo-alert.png"))
              .setFullPage(true));
      assertThat(wrong).isEmpty();
    }
  }
}
