package dev.tunewatch.crawler.publish;

/** Another instance of this lane took over; this one must stop. */
public final class Fenced extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States which lane. */
  public Fenced(String lane, Throwable cause) {
    super("another instance took over " + lane, cause);
  }
}
