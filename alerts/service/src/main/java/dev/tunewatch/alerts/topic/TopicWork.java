package dev.tunewatch.alerts.topic;

/** What a {@link TopicStage} does again and again, on one thread. */
public interface TopicWork extends AutoCloseable {

  /** The component's name under health, and its thread's. */
  String name();

  /** The topic, for the log. */
  String topic();

  /**
   * Writes some of what waits. What throws is tried again by a later round, so a round leaves
   * behind it all or nothing.
   *
   * @return whether more may wait, so that the next round should follow at once
   */
  boolean round();

  /** A round has failed. */
  void failed();

  /** Whether everything that is in the database is on the topic. */
  boolean caughtUp();

  /** Called by the worker's own thread when it ends. */
  @Override
  void close();
}
