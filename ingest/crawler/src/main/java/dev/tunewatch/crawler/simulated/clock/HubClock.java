package dev.tunewatch.crawler.simulated.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that begins at a time of the hub and runs so many times as fast as ours. */
public final class HubClock extends Clock {

  private static final int MAX_SPEED = 10_000_000;

  private final Clock wall;
  private final Instant wallStart;
  private final Instant start;
  private final int speed;

  /**
   * Starts now.
   *
   * @param start what it shows now
   * @param speed seconds of the hub in one of ours, at least 1
   * @throws IllegalArgumentException if the speed is out of range
   */
  public HubClock(Clock wall, Instant start, int speed) {
    if (speed < 1 || speed > MAX_SPEED) {
      throw new IllegalArgumentException("a speed is 1 to " + MAX_SPEED + ", not " + speed);
    }
    this.wall = wall;
    this.wallStart = wall.instant();
    this.start = start;
    this.speed = speed;
  }

  /**
   * Reads {@code 3600x}.
   *
   * @throws IllegalArgumentException if it is no speed
   */
  public static int speed(String text) {
    if (!text.matches("[0-9]{1,8}x")) {
      throw new IllegalArgumentException("'" + text + "' is not a speed such as 3600x");
    }
    return Integer.parseInt(text.substring(0, text.length() - 1));
  }

  /** How long it takes on our clock until this one shows a time; not negative. */
  public Duration until(Instant time) {
    Duration hub = Duration.between(instant(), time);
    return hub.isNegative() ? Duration.ZERO : hub.dividedBy(speed);
  }

  @Override
  public Instant instant() {
    return start.plus(Duration.between(wallStart, wall.instant()).multipliedBy(speed));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
