package dev.tunewatch.alerts.subscription.filter;

/** A filter that cannot be kept; the message says where and why, for the person who wrote it. */
public final class FilterRejected extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong, position first. */
  public FilterRejected(String problem) {
    super(problem);
  }
}
