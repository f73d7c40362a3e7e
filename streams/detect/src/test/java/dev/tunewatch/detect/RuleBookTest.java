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

  @Test
  void refusesASecondKeyAnAliasAndATag() throws IOException {
    write(RULE + "    terms: [twice]\n");
    refused("a.yaml", 11);
    write(RULE.replace("terms: [noexist]", "terms: &t [noexist]\n    cues: *t"));
    refused("a.yaml", 10);
    write(RULE.replace("[noexist]", "[!odd noexist]"));
    refused("a.yaml", 10);
  }

  @Test
  void namesTheLineOfWhatIsNoText() throws IOException {
    write(RULE);
    Files.write(book.resolve("a.yaml"), new byte[] {'a', ':', '\n', '\n', (byte) 0xff});
    refused("a.yaml", 3);
    write(RULE.replace("noexist", "no\u0001exist"));
    refused("a.yaml", 10);
  }

  @Test
  void refusesAnIndexWithAKeyThatItDoesNotKnow() throws IOException {
    write(RULE);
    Files.writeString(book.resolve("index.yaml"), "book: 7\nfiles: [a.yaml]\nfils: [b.yaml]\n");
    refused("index.yaml", 3);
  }

  @Test
  void refusesASealedBookThatWasTouched() throws Exception {
    write(RULE);
    String seal = RuleBook.load(book).seal();
    String index = "book: 7\nfiles: [a.yaml]\nseal: " + seal + "\n";
    Files.writeString(book.resolve("index.yaml"), index);
    assertThat(RuleBook.load(book).rules().all()).hasSize(1);
    Files.writeString(book.resolve("a.yaml"), RULE.replace("noexist", "noexits"));
    refused("index.yaml", 3);
  }

  @Test
  void anExampleThatDoesNotHoldIsNamedWithItsLine() throws Exception {
    write(
        RULE + "    examples:\n      match: [my-noexist]\n      no-match:\n        - noexisting\n");
    assertThat(RuleExamples.run(RuleBook.load(book)).wrong())
        .extracting(RuleExamples.Wrong::toString)
        .containsExactly("a.yaml:14: v2.name.x must not match 'noexisting'");
  }

  @Test
  void aDraftIsHeldToItsExamplesToo() throws Exception {
    write(RULE.replace("live", "draft") + "    examples: {match: [other]}\n");
    RuleExamples.Outcome outcome = RuleExamples.run(RuleBook.load(book));
    assertThat(outcome.examples()).isEqualTo(1);
    assertThat(outcome.wrong()).hasSize(1);
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
