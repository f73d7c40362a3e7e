package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleBookTest {

  private static final String RULE =
      """
      signal: V2
      rules:
        - id: v2.name.x
          version: 1
          status: live
          tier: E2
          kind: root
          in: [name]
          rationale: A word that a test made up.
          terms: [noexist]
      """;

  private final Path book;

  RuleBookTest(@TempDir Path book) {
    this.book = book;
  }

  @Test
  void theVersionFollowsTheContent() throws Exception {
    write(RULE);
    String before = RuleBook.load(book).version();
    write(RULE.replace("noexist", "noexists"));
    assertThat(RuleBook.load(book).version()).startsWith("7-").isNotEqualTo(before);
  }

  @Test
  void namesTheLineOfAWrongField() throws IOException {
    write(RULE.replace("tier: E2", "teer: E2"));
    refused("a.yaml", 3);
  }

  @Test
  void namesTheLineOfAWrongValue() throws IOException {
    write(RULE.replace("kind: root", "kind: anywhere"));
    refused("a.yaml", 7);
  }

  @Test
  void namesTheLineOfBrokenYaml() throws IOException {
    write(RULE + "    terms: [unclosed\n");
    assertThatExceptionOfType(InvalidRuleBook.class)
        .isThrownBy(() -> RuleBook.load(book))
        .satisfies(refusal -> assertThat(refusal.line()).isGreaterThan(9));
  }

  @Test
  void refusesAPatternThatIsNone() throws IOException {
    write(
        RULE.replace("kind: root", "kind: sentence")
            .replace("terms: [noexist]", "cues: [x]\n    patterns: ['@nolist x']"));
    refused("a.yaml", 3);
  }

  @Test
  void refusesASecondRuleOfAName() throws IOException {
    write(RULE + RULE.substring(RULE.indexOf("  - id")));
    refused("a.yaml", 11);
  }

  @Test
  void refusesAMissingFile() throws IOException {
    Files.writeString(book.resolve("index.yaml"), "book: 7\nfiles: [b.yaml]\n");
    refused("b.yaml", 0);
  }

  private void write(String rules) throws IOException {
    Files.writeString(book.resolve("index.yaml"), "book: 7\nfiles: [a.yaml]\n");
    Files.writeString(book.resolve("a.yaml"), rules);
  }

  private void refused(String file, int line) {
    assertThatExceptionOfType(InvalidRuleBook.class)
        .isThrownBy(() -> RuleBook.load(book))
        .satisfies(
            refusal -> {
              assertThat(refusal.file()).isEqualTo(file);
              assertThat(refusal.line()).isEqualTo(line);
            });
  }
}
