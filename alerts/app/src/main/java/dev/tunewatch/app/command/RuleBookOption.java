package dev.tunewatch.app.command;

import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.run.RestrictedTerms;
import dev.tunewatch.detect.InvalidRuleBook;
import dev.tunewatch.detect.RuleBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --rules}: another rule book than the bundled one. */
final class RuleBookOption {

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "A rule book: a folder with index.yaml (default: the one that is built in).")
  private @Nullable Path directory;

  @Option(
      names = "--restricted-terms-file",
      paramLabel = "FILE",
      description = "Your own terms of H2 and H3, besides the book.")
  private @Nullable Path restrictedTermsFile;

  /** The book; one with a single mistake is refused with file and line. */
  RuleBook load() {
    return RestrictedTerms.added(
        book(), Optional.ofNullable(restrictedTermsFile), "--restricted-terms-file");
  }

  private RuleBook book() {
    if (directory == null) {
      return RuleBook.bundled();
    }
    if (!Files.isDirectory(directory)) {
      throw new ConfigError("--rules " + directory + " is no folder");
    }
    try {
      return RuleBook.load(directory);
    } catch (InvalidRuleBook refused) {
      throw new ConfigError("rule book refused: " + refused.getMessage());
    }
  }
}
