package dev.tunewatch.app.command;

import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.detect.InvalidRuleBook;
import dev.tunewatch.detect.RuleBook;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --rules}: another rule book than the bundled one. */
final class RuleBookOption {

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "A rule book: a folder with index.yaml (default: the one that is built in).")
  private @Nullable Path directory;

  /** The book; one with a single mistake is refused with file and line. */
  RuleBook load() {
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
