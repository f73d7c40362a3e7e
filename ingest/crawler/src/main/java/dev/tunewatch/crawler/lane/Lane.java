package dev.tunewatch.crawler.lane;

/** A loop over one hub that can be started again at any time: its state is in its checkpoint. */
public interface Lane {

  /**
   * Takes the lane over, reads where it stands and works until it is done or interrupted.
   *
   * @param progress is told what to show and that work succeeded
   * @throws InterruptedException if it is asked to stop
   * @throws RuntimeException if it cannot go on; it may be run again
   */
  void run(Progress progress) throws InterruptedException;

  /** Where a lane tells how it fares. */
  interface Progress {

    /** Work succeeded; {@code doing} is for people. */
    void working(String doing);
  }
}
