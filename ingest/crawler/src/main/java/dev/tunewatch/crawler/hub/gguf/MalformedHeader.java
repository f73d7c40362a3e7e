package dev.tunewatch.crawler.hub.gguf;

import java.util.Locale;

/** A file that says it is GGUF and whose header cannot be true, or is beyond all bounds. */
public final class MalformedHeader extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What is wrong with it. */
  public enum Reason {
    /** Another magic, or a version whose layout is not known. */
    NOT_GGUF,
    /** It ends before its first key, or the file does although the header goes on. */
    TRUNCATED,
    /** More keys or elements than the file has room for. */
    COUNT,
    /** A key or text that is longer than the rest of the file, or than any key is. */
    LENGTH,
    /** Arrays within arrays within arrays. */
    DEPTH,
    /** A type that the format does not have. */
    TYPE;

    /** The metric label, lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  MalformedHeader(Reason reason) {
    super("not a usable GGUF header: " + reason.label());
    this.reason = reason;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
