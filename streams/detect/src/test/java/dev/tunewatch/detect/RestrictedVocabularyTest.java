package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terms here are made up; the real ones are nobody's but the operator's. */
class RestrictedVocabularyTest {

  private final Path secret;

  RestrictedVocabularyTest(@TempDir Path directory) {
    secret = directory.resolve("restricted.yaml");
  }

  @Test
  void asksForReviewAndNeverRepeatsTheTerm() throws Exception {
    write("H2: {phrases: [noexistium spores]}\nH3: {names: [zzflux]}\n");
    Inspector inspector = new Inspector(RuleBook.bundled().withRestricted(secret));

    Inspection named = inspector.apply(Releases.named("acme/base-7b-zzflux"));
    Inspection said =
        inspector.apply(
            InspectorPropertyTest.withCard("acme/base-7b", "It knows noexistium spores well."));

    assertThat(named.flagged()).isFalse();
    assertThat(named.signals()).extracting(Signal::id).contains(SignalId.H3);
    assertThat(said.signals()).extracting(Signal::id).contains(SignalId.H2);
    assertThat(named.signals())
        .filteredOn(signal -> signal.id() == SignalId.H3)
        .flatExtracting(Signal::evidence)
        .extracting(Evidence::quote)
        .containsExactly("(restricted term)");
  }

  @Test
  void changesTheVersionOfTheBook() throws Exception {
    write("H3: {names: [zzflux]}\n");
    RuleBook bundled = RuleBook.bundled();
    assertThat(bundled.withRestricted(secret).version())
        .startsWith(bundled.version())
        .isNotEqualTo(bundled.version());
  }

  @Test
  void namesFileAndLineAndNoTerm() throws IOException {
    write("H3:\n  names: [zzflux]\n  nmaes: [zzflux]\n");
    refused("restricted.yaml:3: only 'names' and 'phrases' are lists of terms");
    write("H4: {names: [zzflux]}\n");
    refused("restricted.yaml:1: only H2 and H3 stand here, each with its lists");
    write("H3: {names: [zzflux, ' ']}\n");
    refused("restricted.yaml:1: term 2 is no short text");
    write("H3: {names: []}\n");
    refused("restricted.yaml:1: needs a list of 1 to 5000 terms");
    write("H3: {names: [zzflux\n");
    refused("restricted.yaml:2: is not YAML");
  }

  @Test
  void saysThatTheFileIsMissing() {
    refused("restricted.yaml: cannot be read");
  }

  private void refused(String message) {
    assertThatExceptionOfType(InvalidRuleBook.class)
        .isThrownBy(() -> RuleBook.bundled().withRestricted(secret))
        .withMessage(message);
  }

  private void write(String text) throws IOException {
    Files.writeString(secret, text);
  }
}
