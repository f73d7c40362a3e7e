package dev.tunewatch.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.Tunewatch;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RulesCommandTest {

  private static final String RULE =
      """
      signal: V2
      rules:
        - id: v2.name.x
          version: 3
          status: draft
          tier: E2
          kind: root
          in: [name]
          rationale: A word that a test made up.
          terms: [noexist]
          expires: "2999-01-01"
          examples:
            match: [my-noexist-7b]
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path book;

  private final CommandLine commandLine =
      Tunewatch.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

  RulesCommandTest(@TempDir Path book) {
    this.book = book;
  }

  @Test
  void theBuiltInBookHoldsItsExamples() {
    assertThat(commandLine.execute("rules", "test")).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains(" 0 do not hold");
  }

  @Test
  void anExampleThatDoesNotHoldIsNamedWithFileAndLineAndExitsWithThree() throws IOException {
    write(RULE + "      no-match: [noexistence]\n");
    assertThat(run("test")).isEqualTo(ExitStatus.FOUND_PROBLEMS);
    assertThat(out.toString().strip())
        .isEqualTo("a.yaml:14: v2.name.x must not match 'noexistence'");
  }

  @Test
  void aRuleThatHasExpiredExitsWithThree() throws IOException {
    write(RULE.replace("2999", "2019"));
    assertThat(run("test", "--json")).isEqualTo(ExitStatus.FOUND_PROBLEMS);
    assertThat(out.toString()).contains("\"expired\":\"2019-01-01\"");
  }

  @Test
  void aBookThatDoesNotLoadIsRefusedWithFileAndLineAndExitsWithTwo() throws IOException {
    write(RULE.replace("kind: root", "kind: anywhere"));
    for (String command : new String[] {"test", "list"}) {
      err.getBuffer().setLength(0);
      assertThat(run(command)).isEqualTo(ExitStatus.USAGE);
      assertThat(err.toString()).startsWith("tunewatch: rule book refused: a.yaml:7: ");
      assertThat(err.toString().strip().lines()).hasSize(1);
    }
  }

  @Test
  void listPrintsOneLineARule() throws Exception {
    write(RULE);
    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains("v2.name.x/3").contains("draft").contains("a.yaml:3");
    out.getBuffer().setLength(0);
    assertThat(run("list", "--json", "--signal", "V2")).isZero();
    JsonNode json = EventJson.mapper().readTree(out.toString());
    assertThat(json.path("id").asText()).isEqualTo("v2.name.x");
    assertThat(json.path("line").asInt()).isEqualTo(3);
    out.getBuffer().setLength(0);
    assertThat(run("list", "--signal", "V1")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void showPrintsARuleWithItsRationaleAndExamples() throws IOException {
    write(RULE);
    assertThat(run("show", "v2.name.x")).isZero();
    assertThat(out.toString())
        .contains("a.yaml:3 of book 7-")
        .contains("rationale: A word that a test made up.")
        .contains("- my-noexist-7b");
  }

  @Test
  void aRuleThatDoesNotExistIsNamedWithTheNearestAndExitsWithTwo() throws IOException {
    write(RULE);
    assertThat(run("show", "v2.name.y")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString()).contains("did you mean 'v2.name.x'?");
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "rules";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--rules";
    all[arguments.length + 2] = book.toString();
    return commandLine.execute(all);
  }

  private void write(String rules) throws IOException {
    Files.writeString(book.resolve("index.yaml"), "book: 7\nfiles: [a.yaml]\n");
    Files.writeString(book.resolve("a.yaml"), rules);
  }
}
