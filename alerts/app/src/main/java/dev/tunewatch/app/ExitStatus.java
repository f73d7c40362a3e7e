package dev.tunewatch.app;

/** What the process tells its caller. */
public final class ExitStatus {

  /** Done. */
  public static final int DONE = 0;

  /** Failed at run time. */
  public static final int FAILED = 1;

  /** Wrong usage or configuration; nothing was changed. */
  public static final int USAGE = 2;

  /** The check ran and found problems. */
  public static final int FOUND_PROBLEMS = 3;

  private ExitStatus() {}
}
