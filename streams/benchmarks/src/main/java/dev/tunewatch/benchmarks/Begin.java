package dev.tunewatch.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/**
 * When the first record was processed. A Streams application says that it runs some time before or
 * after it has begun, in short runs after it was done.
 */
final class Begin {

  private final AtomicLong nanos = new AtomicLong();

  /** Is told of each record, of which only the first counts. */
  void now() {
    if (nanos.get() == 0) {
      nanos.compareAndSet(0, System.nanoTime());
    }
  }

  /** Seconds since then; an error if there was no record. */
  double seconds() {
    if (nanos.get() == 0) {
      throw new IllegalStateException("no record was processed");
    }
    return (System.nanoTime() - nanos.get()) / 1e9;
  }
}
