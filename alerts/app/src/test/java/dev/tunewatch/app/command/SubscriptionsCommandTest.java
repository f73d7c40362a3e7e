package dev.tunewatch.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.Golden;
import dev.tunewatch.app.Tunewatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What the command asks the API for, and what it makes of the answers. */
class SubscriptionsCommandTest {

  private static final String SUBSCRIPTION =
      "{\"id\":\"sub_a\",\"name\":\"ops\\u001b[31m\",\"channel\":\"webhook\",\"severityFloor\":\"P3\","
          + "\"mode\":\"immediate\",\"includeBacklog\":false,\"tlp\":\"CLEAR\",\"state\":\"active\","
          + "\"createdAt\":\"2026-03-02T10:00:00Z\",\"url\":\"https://example.org/hook\"}";

  @TempDir Path folder;

  private final MockWebServer service = new MockWebServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Tunewatch.commandLine()
          .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
          .setUsageHelpWidth(100)
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(err, true));

  @BeforeEach
  void begin() throws IOException {
    service.start();
    Files.writeString(folder.resolve("token"), "twa_secret\n");
  }

  @AfterEach
  void end() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "add", "test", "remove"})
  void itsHelpIsAsReviewed(String name) {
    StringWriter help = new StringWriter();
    Objects.requireNonNull(
            Objects.requireNonNull(commandLine.getSubcommands().get("subscriptions"))
                .getSubcommands()
                .get(name))
        .usage(new PrintWriter(help, true), Ansi.OFF);
    Golden.assertMatches("help/subscriptions-" + name + ".txt", help.toString());
  }

  @Test
  void listsOneALineWithoutWhatATerminalWouldObey() throws Exception {
    answer(200, "{\"items\":[" + SUBSCRIPTION + "],\"next\":null}");
    assertThat(run("list")).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString().strip())
        .isEqualTo("sub_a  webhook  P3  active  ops [31m  url=https://example.org/hook");
    RecordedRequest asked = service.takeRequest();
    assertThat(asked.getMethod() + " " + asked.getUrl().encodedPath())
        .isEqualTo("GET /api/v1/subscriptions");
    assertThat(asked.getHeaders().get("Authorization")).isEqualTo("Bearer twa_secret");
  }

  @Test
  void addsWithTheSettingsOfItsChannelAndWhatIsSecretOutOfAFile() throws Exception {
    Files.writeString(folder.resolve("address"), "https://hooks.example/T/B/s3cr3t\n");
    answer(201, SUBSCRIPTION);
    int status =
        run("add", "chat", "--channel", "slack", "--set-file", "url=" + folder.resolve("address"));
    assertThat(status).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).isEqualTo("sub_a\n");
    assertThat(Objects.requireNonNull(service.takeRequest().getBody()).utf8())
        .isEqualTo(
            "{\"url\":\"https://hooks.example/T/B/s3cr3t\",\"name\":\"chat\",\"channel\":\"slack\","
                + "\"severityFloor\":\"P3\",\"includeBacklog\":false,\"tlp\":\"CLEAR\"}");
  }

  @Test
  void showsTheSecretThatWasMadeOnce() {
    answer(201, SUBSCRIPTION.replace("}", ",\"secret\":\"whsec_x\"}"));
    run("add", "ops", "--set", "url=https://example.org/hook");
    assertThat(out.toString()).isEqualTo("sub_a\nwhsec_x\n");
  }

  @Test
  void whatTheServiceRefusesIsWrongUsageInOneLine() {
    answer(422, "{\"status\":422,\"detail\":\"url must be https\",\"field\":\"url\"}");
    assertThat(run("add", "x", "--set", "url=http://x/")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString().strip()).isEqualTo("tunewatch: url must be https");
  }

  @Test
  void aTestThatDoesNotArriveIsAProblemFound() {
    answer(200, "{\"outcome\":\"delivered\",\"reason\":null}");
    assertThat(run("test", "sub_a")).isEqualTo(ExitStatus.DONE);
    answer(200, "{\"outcome\":\"retry\",\"reason\":\"timeout\"}");
    assertThat(run("test", "sub_a")).isEqualTo(ExitStatus.FOUND_PROBLEMS);
    answer(200, "{\"outcome\":\"retry\",\"reason\":\"timeout\"}");
    assertThat(run("test", "sub_a", "--json")).isEqualTo(ExitStatus.FOUND_PROBLEMS);
    assertThat(out.toString())
        .isEqualTo("delivered\nfailed: timeout\n{\"outcome\":\"retry\",\"reason\":\"timeout\"}\n");
  }

  @Test
  void removesByIdAndSaysWhereThereIsNone() throws Exception {
    answer(204, "");
    assertThat(run("remove", "sub_a/../../alerts")).isEqualTo(ExitStatus.DONE);
    assertThat(service.takeRequest().getUrl().encodedPath())
        .isEqualTo("/api/v1/subscriptions/sub_a%2F..%2F..%2Falerts");
    answer(404, "{\"status\":404,\"detail\":\"there is no such subscription\"}");
    assertThat(run("remove", "sub_a")).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString().strip()).isEqualTo("tunewatch: there is no such subscription");
  }

  @Test
  void aServiceThatIsNotThereIsAFailureInOneLine() {
    service.close();
    assertThat(run("list")).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString().strip())
        .startsWith("tunewatch: the service at http://")
        .endsWith("reached");
  }

  @Test
  void withoutATokenNothingIsAsked() {
    int status =
        commandLine.execute(
            "subscriptions",
            "list",
            "--service",
            service.url("/").toString(),
            "--token-file",
            folder.resolve("none").toString());
    assertThat(status).isEqualTo(ExitStatus.USAGE);
    assertThat(service.getRequestCount()).isZero();
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("subscriptions"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(
        List.of(
            "--service", service.url("/").toString(),
            "--token-file", folder.resolve("token").toString()));
    return commandLine.execute(all.toArray(String[]::new));
  }

  private void answer(int status, String body) {
    service.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }
}
