package dev.tunewatch.crawler.fetch;

/** A request that got no usable answer. Its message is for people and holds no payload. */
public final class FetchFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** States what kind of failure and for which address. */
  public FetchFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What kind. */
  public Kind kind() {
    return kind;
  }

  /** Kinds of failure. */
  public enum Kind {
    /** No answer in time. */
    TIMEOUT,
    /** No connection, or one that broke. */
    NETWORK,
    /** A body larger than the request allows. */
    OVERSIZE,
    /** A redirect or link to another origin; never followed. */
    FOREIGN,
    /** Too many redirects. */
    REDIRECTS,
    /** A 4xx that says the request is wrong, for example an expired cursor. */
    CLIENT_ERROR,
    /** 5xx or 408 to the last attempt. */
    SERVER_ERROR,
    /** 429 to the last attempt. */
    RATE_LIMITED;

    /** Whether the hub, rather than this one request, is at fault, so that time may mend it. */
    public boolean mayPass() {
      return isTransient() || this == SERVER_ERROR || this == RATE_LIMITED;
    }

    boolean isTransient() {
      return this == TIMEOUT || this == NETWORK;
    }
  }
}
