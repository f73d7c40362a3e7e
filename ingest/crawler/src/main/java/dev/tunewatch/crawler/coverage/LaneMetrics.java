package dev.tunewatch.crawler.coverage;

import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.Status;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one lane does. Alert when the freshness is older than two poll intervals, when a gap is
 * open, and when dead letters grow.
 */
public final class LaneMetrics {

  private final IngestMetrics all;
  private final String hub;
  private final String lane;

  LaneMetrics(IngestMetrics all, String hub, String lane) {
    this.all = all;
    this.hub = hub;
    this.lane = lane;
  }

  /** Rows of a listing, or records of the queue, that were new to the lane. */
  public void listed(long rows) {
    all.listed.labels(hub, lane).inc(rows);
  }

  /** A part was committed. */
  public void published(PartKind part) {
    all.published.labels(hub, lane, part.wireName()).inc();
  }

  /**
   * A part was committed; of a status also what the name became.
   *
   * @param body null where the part was taken back
   */
  public void published(PartKind part, @Nullable ReleasePart body) {
    published(part);
    if (body != null && body.body() instanceof Status status) {
      all.became.labels(hub, status.state().wireName()).inc();
    }
  }

  /** A poll succeeded whole. */
  public void fresh(Instant at) {
    all.freshness.labels(hub, lane).set(at.toEpochMilli() / 1e3);
  }

  /** How often the lane polls. */
  public void pollInterval(Duration interval) {
    all.pollInterval.labels(hub, lane).set(interval.toMillis() / 1e3);
  }

  /** How many gaps are open now. */
  public void gapsOpen(int open) {
    all.gapsOpen.labels(hub, lane).set(open);
  }

  /** A gap was found. */
  public void gapFound() {
    all.gaps.labels(hub, lane).inc();
  }

  /** How many releases are looked at again from time to time. */
  public void watched(int releases) {
    all.watched.labels(hub).set(releases);
  }

  /** A wish for a release was passed over, because too many are watched. */
  public void notWatched() {
    all.notWatched.labels(hub).inc();
  }

  /** A gap that the lane of that name found was repaired. */
  public void gapClosed(String foundBy) {
    all.gapsClosed.labels(hub, foundBy).inc();
  }

  /** How far the walk over the whole hub is. */
  public void backfill(long rows, @Nullable Instant position, boolean done) {
    all.backfillRows.labels(hub).set(rows);
    all.backfillDone.labels(hub).set(done ? 1 : 0);
    if (position != null) {
      all.backfillPosition.labels(hub).set(position.getEpochSecond());
    }
  }

  /** A record was refused; {@code reason} is of a closed set. */
  public void deadLetter(String reason) {
    all.deadLetters.labels("ingest." + lane, reason).inc();
  }

  /** {@code createdAt} and the time within the hub's id disagree. */
  public void implausible() {
    all.implausible.labels(hub).inc();
  }
}
