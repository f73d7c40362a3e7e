package dev.tunewatch.crawler.lane;

import java.time.Duration;
import java.time.Instant;

/** When a lane that has nothing to say commits a sign of life. Confined to the lane's thread. */
final class Heartbeat {

  private final Duration every;
  private Instant last = Instant.MIN;

  Heartbeat(Duration every) {
    this.every = every;
  }

  /** Something was committed. */
  void beat(Instant now) {
    last = now;
  }

  /** Whether it is time; also where the clock was set back, else the lane would seem dead. */
  boolean isDue(Instant now) {
    return now.isBefore(last) || !now.isBefore(last.plus(every));
  }
}
