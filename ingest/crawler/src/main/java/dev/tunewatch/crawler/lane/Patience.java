package dev.tunewatch.crawler.lane;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells a hub that is away from a single file that the hub will not serve. A hub that is away is
 * waited for. A file is given up when it failed in several runs of the lane in each of which the
 * hub answered other requests. It lives as long as the process: a new one has all patience again.
 */
final class Patience {

  /** Runs in which a file may fail alone. */
  static final int RUNS = 5;

  /** So many failures without an answer between them, and the rest of a stretch is not asked. */
  static final int IN_A_ROW = 16;

  private static final int MOST_FILES = 1_000;

  private final Map<String, Integer> failedAlone = new LinkedHashMap<>();
  private final AtomicInteger inARow = new AtomicInteger();

  /** Before a stretch of requests. */
  void begin() {
    inARow.set(0);
  }

  /** After requests, from any of their threads. */
  void heard(int answered, int failed) {
    if (answered > 0) {
      inARow.set(0);
    } else {
      inARow.addAndGet(failed);
    }
  }

  /** Whether asking on would only take time. */
  boolean isSpent() {
    return inARow.get() >= IN_A_ROW;
  }

  /** Counts a file that failed while others were answered; whether it is to be given up. */
  boolean givesUp(String file) {
    int runs = failedAlone.merge(file, 1, Integer::sum);
    if (failedAlone.size() > MOST_FILES) {
      var oldest = failedAlone.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return runs >= RUNS;
  }
}
