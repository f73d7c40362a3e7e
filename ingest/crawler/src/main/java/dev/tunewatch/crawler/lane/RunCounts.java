package dev.tunewatch.crawler.lane;

import java.util.concurrent.atomic.AtomicLong;

/** What the lanes of one crawler did since the process started. */
public final class RunCounts {

  private final AtomicLong listed = new AtomicLong();
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong gapsOpen = new AtomicLong();
  private final AtomicLong backfillGapsOpen = new AtomicLong();
  private final AtomicLong deadLetters = new AtomicLong();

  /** Rows that were new to the live lane. */
  public long listed() {
    return listed.get();
  }

  /** Releases whose listing was committed. */
  public long published() {
    return published.get();
  }

  /** Gaps that are open now, of this run or an earlier one. */
  public long gapsOpen() {
    return gapsOpen.get() + backfillGapsOpen.get();
  }

  /** Records refused by any lane. */
  public long deadLetters() {
    return deadLetters.get();
  }

  void listed(long rows, long releases) {
    listed.addAndGet(rows);
    published.addAndGet(releases);
  }

  void gapsOpen(long open) {
    gapsOpen.set(open);
  }

  void backfillGapsOpen(long open) {
    backfillGapsOpen.set(open);
  }

  void deadLetters(long more) {
    deadLetters.addAndGet(more);
  }
}
