package dev.tunewatch.detect;

import java.io.Serial;

/** A rule book that is refused whole; the one in force stays. */
public final class InvalidRuleBook extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;

  /**
   * Says where.
   *
   * @param file name of the file within the book
   * @param line one-based; 0 where the whole file is meant
   */
  public InvalidRuleBook(String file, int line, String message) {
    super(file + (line > 0 ? ":" + line : "") + ": " + message);
    this.file = file;
    this.line = line;
  }

  /** Name of the file within the book. */
  public String file() {
    return file;
  }

  /** One-based line; 0 where the whole file is meant. */
  public int line() {
    return line;
  }
}
