package dev.tunewatch.events;

/** Bytes that are not what their topic promises. Its message says why and holds no payload. */
public final class MalformedEvent extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * States the reason.
   *
   * @param reason for people; no payload
   * @param cause what the parser said, or null
   */
  public MalformedEvent(String reason, @org.jspecify.annotations.Nullable Throwable cause) {
    super(reason, cause);
  }
}
