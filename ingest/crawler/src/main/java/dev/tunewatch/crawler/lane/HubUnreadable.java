package dev.tunewatch.crawler.lane;

/** The hub could not be read now; the lane tries again from its checkpoint. */
final class HubUnreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HubUnreadable(String reason, Throwable cause) {
    super(reason, cause);
  }

  HubUnreadable(String reason) {
    super(reason);
  }
}
