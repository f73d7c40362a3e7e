package dev.tunewatch.detect.graph;

/** What a step of the engine gives rise to. */
public interface Mail {

  /** A message to another node; those from one node to another must arrive in order. */
  void send(String to, Message message);

  /**
   * A release's family is another than it was.
   *
   * @param before what it was, {@link Family#NONE} where the release was not there
   */
  void resolved(String release, Family before, Family now);
}
