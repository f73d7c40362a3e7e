package dev.tunewatch.topology;

import java.time.Duration;

/** What the settings favour. */
public enum Profile {
  /** Live: an assessment leaves within a few commits of 50 ms. */
  LATENCY(Duration.ofMillis(50), 5, 1_000, 1_000),
  /**
   * Backfill: large batches, a commit each half second. Most of what is written is small and goes
   * to many partitions, so a batch waits longer for company: what a batch costs is most of it.
   */
  THROUGHPUT(Duration.ofMillis(500), 100, 5_000, 10_000);

  private final Duration commitInterval;
  private final int lingerMillis;
  private final int maxPollRecords;
  private final int bufferedRecords;

  Profile(Duration commitInterval, int lingerMillis, int maxPollRecords, int bufferedRecords) {
    this.commitInterval = commitInterval;
    this.lingerMillis = lingerMillis;
    this.maxPollRecords = maxPollRecords;
    this.bufferedRecords = bufferedRecords;
  }

  /** How long results wait for their transaction at the most. */
  public Duration commitInterval() {
    return commitInterval;
  }

  int lingerMillis() {
    return lingerMillis;
  }

  int maxPollRecords() {
    return maxPollRecords;
  }

  int bufferedRecords() {
    return bufferedRecords;
  }
}
