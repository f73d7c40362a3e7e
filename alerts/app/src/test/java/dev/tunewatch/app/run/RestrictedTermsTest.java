package dev.tunewatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.detect.RuleBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestrictedTermsTest {

  private final RuleBook book = RuleBook.bundled();

  @TempDir private Path folder;

  @Test
  void withoutAFileTheBookStaysAsItIs() {
    assertThat(RestrictedTerms.added(book, Optional.empty(), "--terms")).isSameAs(book);
  }

  @Test
  void aFileOfTermsShowsInTheVersion() throws Exception {
    Path file = Files.writeString(folder.resolve("terms.yaml"), "H2: {names: [unobtainium]}\n");

    RuleBook widened = RestrictedTerms.added(book, Optional.of(file), "--terms");

    assertThat(widened.version()).startsWith(book.version()).isNotEqualTo(book.version());
  }

  @Test
  void aFileThatCannotBeUsedIsRefusedByTheNameOfItsSettingAndWithoutItsTerms() throws Exception {
    Path file = Files.writeString(folder.resolve("terms.yaml"), "H9: {names: [unobtainium]}\n");

    assertThatThrownBy(() -> RestrictedTerms.added(book, Optional.of(file), "--terms"))
        .isInstanceOf(ConfigError.class)
        .hasMessageStartingWith("--terms: ")
        .hasMessageNotContaining("unobtainium");
    assertThatThrownBy(
            () -> RestrictedTerms.added(book, Optional.of(folder.resolve("none")), "--terms"))
        .isInstanceOf(ConfigError.class)
        .hasMessageStartingWith("--terms: ");
  }
}
