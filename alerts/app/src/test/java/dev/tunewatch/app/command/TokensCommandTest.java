package dev.tunewatch.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.Golden;
import dev.tunewatch.app.Tunewatch;
import dev.tunewatch.app.erase.Tombstones;
import dev.tunewatch.events.ReleaseName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

class TokensCommandTest {

  private static final String TOKEN =
      "{\"id\":\"tok_1\",\"name\":\"ana\\u001b[31m\",\"role\":\"analyst\",\"hub\":null,\"tlp\":\"RED\","
          + "\"feedOnly\":false,\"lastUsedAt\":null,\"revokedAt\":null}";

  @TempDir private Path folder;
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
  void begin() throws Exception {
    service.start();
    Files.writeString(folder.resolve("token"), "twa_secret\n");
  }

  @AfterEach
  void end() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "list", "revoke"})
  void itsHelpIsAsReviewed(String name) {
    StringWriter help = new StringWriter();
    Objects.requireNonNull(
            Objects.requireNonNull(commandLine.getSubcommands().get("tokens"))
                .getSubcommands()
                .get(name))
        .usage(new PrintWriter(help, true), Ansi.OFF);
    Golden.assertMatches("help/tokens-" + name + ".txt", help.toString());
  }

  @Test
  void addsOneAndShowsItOnce() throws Exception {
    answer(201, TOKEN.replace("}", ",\"token\":\"twa_new\"}"));
    assertThat(run("add", "ana", "--role", "analyst")).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).isEqualTo("tok_1\ntwa_new\n");
    RecordedRequest asked = service.takeRequest();
    assertThat(Objects.requireNonNull(asked.getBody()).utf8())
        .isEqualTo("{\"name\":\"ana\",\"role\":\"analyst\",\"feedOnly\":false}");
    assertThat(asked.getHeaders().get("Authorization")).isEqualTo("Bearer twa_secret");
  }

  @Test
  void listsOneALineWithoutWhatATerminalWouldObey() {
    answer(200, "{\"items\":[" + TOKEN + "],\"next\":null}");
    assertThat(run("list")).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString().strip())
        .isEqualTo("tok_1  analyst  active  ana [31m  TLP:RED  used never");
  }

  @Test
  void revokesOneByItsId() throws Exception {
    service.enqueue(new MockResponse.Builder().code(204).build());
    assertThat(run("revoke", "tok_1/x")).isEqualTo(ExitStatus.DONE);
    assertThat(service.takeRequest().getUrl().encodedPath()).isEqualTo("/api/v1/tokens/tok_1%2Fx");
  }

  @Test
  void whatTheServiceRefusesIsWrongUsageInOneLine() {
    answer(422, "{\"status\":422,\"detail\":\"role is one of these\"}");
    assertThat(run("add", "x", "--role", "boss")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString().strip()).isEqualTo("tunewatch: role is one of these");
  }

  @Test
  void anErasureReachesEveryTopicThatHoldsTheReleaseBesideWhatItIsAbout() {
    ReleaseName release = new ReleaseName("huggingface", "acme/x");
    List<Tombstones> all = Tombstones.of(release, List.of("huggingface:k"), List.of("al_1"));
    assertThat(all)
        .extracting(one -> one.topic().name() + " " + one.key())
        .containsExactly(
            "releases.v1 huggingface:acme/x#listing",
            "releases.v1 huggingface:acme/x#card",
            "releases.v1 huggingface:acme/x#files",
            "releases.v1 huggingface:acme/x#config",
            "releases.v1 huggingface:acme/x#status",
            "watch.v1 huggingface:acme/x",
            "history.v1 huggingface:acme/x",
            "lineage.v1 huggingface:acme/x",
            "verdicts.v1 huggingface:acme/x",
            "verdicts.v1 cluster:huggingface:k",
            "assessments.v1 huggingface:k",
            "alerts.v1 al_1");
    assertThat(all.get(9).place()).isEqualTo("huggingface:k");
    assertThat(all.get(0).place()).isEqualTo("huggingface:acme/x");
  }

  private void answer(int status, String json) {
    service.enqueue(new MockResponse.Builder().code(status).body(json).build());
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 5];
    all[0] = "tokens";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--service";
    all[arguments.length + 2] = "http://127.0.0.1:" + service.getPort();
    all[arguments.length + 3] = "--token-file";
    all[arguments.length + 4] = folder.resolve("token").toString();
    return commandLine.execute(all);
  }
}
