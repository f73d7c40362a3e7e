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
  @ValueSource(strings = {"list", "add", "preview", "enable", "test", "remove", "resend", "replay"})
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
            "{\"url\":\"https://hooks.example/T/B/s3cr3t\",\"channel\":\"slack\","
                + "\"severityFloor\":\"P3\",\"includeBacklog\":false,\"tlp\":\"CLEAR\","
                + "\"name\":\"chat\"}");
  }

  @Test
  void addsWithAFilterAndAPace() throws Exception {
    answer(201, SUBSCRIPTION);
    run(
        "add",
        "ops",
        "--set",
        "url=https://example.org/",
        "--filter",
        "copies > 1",
        "--hub",
        "civitai",
        "--group-by",
        "uploader,base",
        "--group-window",
        "90",
        "--quiet-hours",
        "22:00-07:00",
        "--quiet-except-p1",
        "--cap-per-hour",
        "9",
        "--owner",
        "ann");
    assertThat(Objects.requireNonNull(service.takeRequest().getBody()).utf8())
        .isEqualTo(
            "{\"url\":\"https://example.org/\",\"channel\":\"webhook\",\"severityFloor\":\"P3\","
                + "\"includeBacklog\":false,\"tlp\":\"CLEAR\",\"filter\":\"copies > 1\","
                + "\"hub\":\"civitai\",\"quietHours\":\"22:00-07:00\",\"owner\":\"ann\","
                + "\"groupBy\":[\"uploader\",\"base\"],\"groupWindowSeconds\":90,"
                + "\"capPerHour\":9,\"quietExceptP1\":true,\"name\":\"ops\"}");
  }

  @Test
  void previewsWhatWouldHaveBeenTold() {
    answer(
        200,
        "{\"history\":{\"days\":[{\"date\":\"2026-03-02\",\"versions\":9,\"matching\":4}],"
            + "\"read\":9,\"more\":false,"
            + "\"messages\":{\"immediate\":4,\"grouped\":2,\"asDrafted\":1},"
            + "\"samples\":[{\"severity\":\"P2\",\"headline\":\"a\\u001b[31mb\"}]}}");
    assertThat(run("preview", "--set", "url=https://example.org/")).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString())
        .isEqualTo(
            "2026-03-02  4 of 9\nmessages: 4 immediate, 2 grouped, 1 as drafted\nP2  a [31mb\n");
  }

  @Test
  void enablesReplaysResendsAndSaysHowToGoOn() throws Exception {
    answer(200, SUBSCRIPTION.replace("}", ",\"standing\":{\"gaveUp\":7}}"));
    assertThat(run("enable", "sub_a")).isEqualTo(ExitStatus.DONE);
    answer(200, "{\"messages\":5000,\"read\":9000,\"next\":8999}");
    assertThat(run("replay", "sub_a", "--from", "2026-03-01T00:00:00Z", "--to-sequence", "9"))
        .isEqualTo(ExitStatus.DONE);
    answer(202, "");
    assertThat(run("resend", "17")).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString())
        .isEqualTo(
            "enabled sub_a; 7 versions were given up\n"
                + "5000 messages are due, of 9000 versions; go on with --from-sequence 9000\n"
                + "resent 17\n");
    assertThat(service.takeRequest().getUrl().encodedPath())
        .isEqualTo("/api/v1/subscriptions/sub_a/enable");
    assertThat(Objects.requireNonNull(service.takeRequest().getBody()).utf8())
        .isEqualTo("{\"from\":\"2026-03-01T00:00:00Z\",\"toSequence\":9}");
    assertThat(service.takeRequest().getUrl().encodedPath())
        .isEqualTo("/api/v1/deliveries/17/resend");
  }

  @Test
  void silencesAreMadeListedAndEnded() throws Exception {
    String silence =
        "{\"id\":\"sil_a\",\"filter\":\"true\",\"author\":\"ann\",\"reason\":\"work\","
            + "\"expiresAt\":\"2026-03-09T00:00:00Z\",\"standing\":%s}";
    answer(201, silence.formatted("true"));
    run(
        "silences",
        "add",
        "--filter",
        "true",
        "--author",
        "ann",
        "--reason",
        "work",
        "--until",
        "2026-03-09T00:00:00Z");
    assertThat(Objects.requireNonNull(service.takeRequest().getBody()).utf8())
        .isEqualTo(
            "{\"filter\":\"true\",\"author\":\"ann\",\"reason\":\"work\","
                + "\"expiresAt\":\"2026-03-09T00:00:00Z\"}");
    answer(
        200, "{\"items\":[" + silence.formatted("true") + "," + silence.formatted("false") + "]}");
    run("silences", "list");
    answer(204, "");
    run("silences", "end", "sil_a");
    assertThat(out.toString())
        .isEqualTo("sil_a\nsil_a  2026-03-09T00:00:00Z  ann  true  work\nended sil_a\n");
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
