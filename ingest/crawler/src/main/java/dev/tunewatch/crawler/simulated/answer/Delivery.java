package dev.tunewatch.crawler.simulated.answer;

/**
 * How a body goes over the wire.
 *
 * @param bytesPerSecond at most so many; 0 is as fast as it goes
 * @param broken whether the connection is reset half-way
 */
public record Delivery(long bytesPerSecond, boolean broken) {

  /** All of it, at once. */
  public static final Delivery WHOLE = new Delivery(0, false);

  /** Half of it, then a reset connection. */
  public static final Delivery BROKEN = new Delivery(0, true);

  public Delivery {
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("negative speed");
    }
  }

  /** In small pieces with pauses between them. */
  public static Delivery slow(long bytesPerSecond) {
    return new Delivery(bytesPerSecond, false);
  }
}
