package dev.tunewatch.crawler.checkpoint;

/**
 * A checkpoint that this version cannot read. Starting over silently would repeat or lose releases,
 * so the lane stops and says so.
 */
public final class MalformedCheckpoint extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States which one and why. */
  public MalformedCheckpoint(String reason, Throwable cause) {
    super(reason, cause);
  }
}
