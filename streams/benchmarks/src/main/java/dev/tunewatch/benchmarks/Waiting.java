package dev.tunewatch.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for conditions; a benchmark that hangs must end. */
final class Waiting {

  private static final long MOST_HOURS = 6;
  private static final long LEAST_MILLIS = 50;
  private static final long MOST_MILLIS = 500;

  private Waiting() {}

  static void until(BooleanSupplier condition) {
    long began = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      if (millis > TimeUnit.HOURS.toMillis(MOST_HOURS)) {
        throw new IllegalStateException("not done within " + MOST_HOURS + " hours");
      }
      try {
        // To ask costs the broker something too; a hundredth of the time is exact enough.
        TimeUnit.MILLISECONDS.sleep(Math.max(LEAST_MILLIS, Math.min(MOST_MILLIS, millis / 100)));
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
