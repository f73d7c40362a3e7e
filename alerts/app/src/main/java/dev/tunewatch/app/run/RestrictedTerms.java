package dev.tunewatch.app.run;

import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.detect.InvalidRuleBook;
import dev.tunewatch.detect.RuleBook;
import java.nio.file.Path;
import java.util.Optional;

/** The operator's own terms of H2 and H3, which are too sensitive to ship with the rule book. */
public final class RestrictedTerms {

  private RestrictedTerms() {}

  /**
   * The book with the terms of a file, or the book as it is.
   *
   * @param named the flag or setting that names the file
   * @throws ConfigError naming file and line and no term, if the file cannot be used
   */
  public static RuleBook added(RuleBook book, Optional<Path> file, String named) {
    if (file.isEmpty()) {
      return book;
    }
    try {
      return book.withRestricted(file.get());
    } catch (InvalidRuleBook refused) {
      throw new ConfigError(named + ": " + refused.getMessage());
    }
  }
}
