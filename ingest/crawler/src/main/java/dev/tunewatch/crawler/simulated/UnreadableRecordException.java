package dev.tunewatch.crawler.simulated;

/** A recorded line that cannot be served as a model; the message says where and why. */
public final class UnreadableRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  /** States what is wrong. */
  public UnreadableRecordException(String message) {
    super(message);
  }

  UnreadableRecordException at(String source, long line) {
    return new UnreadableRecordException(source + ":" + line + ": " + getMessage());
  }
}
