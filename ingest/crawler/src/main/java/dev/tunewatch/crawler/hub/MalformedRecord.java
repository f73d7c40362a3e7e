package dev.tunewatch.crawler.hub;

/** A hub's record that is not what the hub promises. Its message says why and holds no payload. */
public class MalformedRecord extends Exception {

  private static final long serialVersionUID = 1L;

  /** States the reason, for people. */
  public MalformedRecord(String reason) {
    super(reason);
  }
}
