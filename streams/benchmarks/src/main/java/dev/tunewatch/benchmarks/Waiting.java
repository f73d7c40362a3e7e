package dev.tunewatch.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for conditions; a benchmark that hangs must end. */
final class Waiting {

  private static final long MOST_HOURS = 6;
  private static final long LOOK_MILLIS = 100;

  private Waiting() {}

  static void on(CountDownLatch latch) {
    try {
      if (!latch.await(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("nothing ran within 5 minutes");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.HOURS.toNanos(MOST_HOURS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not done within " + MOST_HOURS + " hours");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
