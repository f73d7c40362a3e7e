package dev.tunewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private final CommandLine commandLine =
      Tunewatch.commandLine()
          .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
          .setUsageHelpWidth(100)
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(err, true));

  @TestFactory
  Stream<DynamicTest> theHelpOfEachCommandIsAsReviewed() {
    Map<String, CommandLine> commands = commandLine.getSubcommands();
    return Stream.concat(Stream.of("tunewatch"), commands.keySet().stream())
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      CommandLine command =
                          name.equals("tunewatch")
                              ? commandLine
                              : Objects.requireNonNull(commands.get(name));
                      StringWriter help = new StringWriter();
                      command.usage(new PrintWriter(help, true), Ansi.OFF);
                      Golden.assertMatches("help/" + name + ".txt", help.toString());
                    }));
  }

  @Test
  void aMisspeltCommandIsNamedWithTheNearestAndExitsWithTwo() {
    assertThat(commandLine.execute("standalon")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString()).contains("standalone").doesNotContain("Exception");
  }

  @Test
  void anUnknownHubIsNamedWithTheNearestAndExitsWithTwo() {
    int status = commandLine.execute("standalone", "--hub", "hugingface", "--data", "/nowhere");

    assertThat(status).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString().strip())
        .isEqualTo("tunewatch: unknown hub 'hugingface'; did you mean 'huggingface'?");
  }

  @Test
  void anUnknownFaultIsNamedWithTheNearestAndExitsWithTwo() {
    int status = commandLine.execute("hub", "--from-civitai", "/dev/null", "--fault", "reste=1");

    assertThat(status).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString().strip())
        .isEqualTo("tunewatch: there is no fault 'reste'; did you mean 'reset'?");
  }

  @TestFactory
  Stream<DynamicTest> aWrongValueIsOneClearLineAndExitsWithTwo() {
    return Stream.of(
            new String[] {"standalone", "--hub", "huggingface=ftp://x", "--data", "d"},
            new String[] {"standalone", "--hub", "huggingface", "--data", "d", "--since", "often"},
            new String[] {
              "standalone", "--hub", "huggingface", "--data", "d", "--poll-interval", "5"
            },
            new String[] {
              "standalone", "--hub", "huggingface", "--data", "d", "--webhook-secret", "whsec_x"
            },
            new String[] {
              "standalone", "--hub", "huggingface", "--data", "d", "--admin-token-file", "/nowhere"
            },
            mail("--mail-to", "soc@example.org"),
            mail("--smtp", "mail.example.org", "--mail-to", "soc@example.org"),
            mail("--smtp", "mail.example.org", "--smtp-from", "tunewatch"),
            mail("--smtp", "mail.example.org:70000", "--smtp-from", "t@example.org"),
            mail("--smtp", "m", "--smtp-from", "t@example.org", "--mail-to", "a@b, c@d"),
            mail("--smtp", "m", "--smtp-from", "t@example.org", "--smtp-security", "ssl"),
            mail("--smtp", "m", "--smtp-from", "t@example.org", "--smtp-user", "t"),
            mail(
                "--smtp",
                "m",
                "--smtp-from",
                "t@example.org",
                "--smtp-user",
                "t",
                "--smtp-password-file",
                "/nowhere"),
            new String[] {"inspect", "/nowhere.ndjson"},
            new String[] {"inspect", "--hub", "githob", "-"},
            new String[] {"inspect", "--gate", "-"},
            new String[] {"inspect", "--rules", "/nowhere", "-"},
            new String[] {"rules", "list", "--rules", "/nowhere"},
            new String[] {"rules", "show", "v9.none"},
            new String[] {"hub", "--from", "/nowhere.ndjson", "--port", "0"},
            new String[] {"hub", "--port", "0"},
            new String[] {"hub", "--from-civitai", "/dev/null", "--replay", "fast"},
            new String[] {"hub", "--from-civitai", "/dev/null", "--replay", "0x"},
            new String[] {"hub", "--from-civitai", "/dev/null", "--replay-from", "2026-01-01"},
            new String[] {"hub", "--from-civitai", "/dev/null", "--timeline", "/nowhere"},
            new String[] {"hub", "--from-civitai", "/dev/null", "--webhook-to", "http://h/x"},
            new String[] {"hub", "--from-modelscope", "/dev/null", "--fault", "429=2"},
            new String[] {"hub", "--from-modelscope", "/dev/null", "--script", "/nowhere"},
            new String[] {"ingest", "--set", "kafka.bootstrapServers=x:1", "--set", "hub.sinc=24h"},
            new String[] {"alerts", "--config", "/nowhere.yaml"})
        .map(
            arguments ->
                DynamicTest.dynamicTest(
                    String.join(" ", arguments),
                    () -> {
                      err.getBuffer().setLength(0);
                      assertThat(commandLine.execute(arguments)).isEqualTo(ExitStatus.USAGE);
                      assertThat(err.toString().strip().lines()).hasSize(1);
                      assertThat(err.toString()).startsWith("tunewatch: ");
                    }));
  }

  private static String[] mail(String... flags) {
    return Stream.concat(
            Stream.of("standalone", "--hub", "huggingface", "--data", "d"), Arrays.stream(flags))
        .toArray(String[]::new);
  }

  @Test
  void theVersionIsPrintedOnStdout() {
    assertThat(commandLine.execute("--version")).isZero();
    assertThat(out.toString()).startsWith("tunewatch ");
  }
}
