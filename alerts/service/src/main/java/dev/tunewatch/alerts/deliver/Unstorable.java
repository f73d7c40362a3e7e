package dev.tunewatch.alerts.deliver;

/** Something that the store refuses for what it is, and will refuse again. */
public final class Unstorable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what the store said. */
  public Unstorable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
