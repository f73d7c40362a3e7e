package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.walk.SortState.Bound;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the live lane has published for certain, apart from its open gaps: the releases between its
 * first walk's bound and its watermark in both orders. A backfill leaves these out.
 */
public final class Reach {

  private final LiveState live;

  /** Of that state. */
  public Reach(LiveState live) {
    this.live = live;
  }

  /** Whether live has published this release in this very state. */
  public boolean covers(Row.Listed row) {
    long identity = Hashes.of(row.identity());
    long fingerprint = Hashes.of(row.fingerprint());
    if (live.ring().holds(identity, fingerprint)
        || live.toMeet().holds(Order.CREATED, identity, fingerprint)
        || live.toMeet().holds(Order.MODIFIED, identity, fingerprint)) {
      return true;
    }
    if (isInGap(Order.MODIFIED, row)) {
      return false;
    }
    return covers(live.modified(), row.modified(), false)
        || (covers(live.created(), row.created(), true)
            && isUnchanged(row)
            && !isInGap(Order.CREATED, row));
  }

  /** Whether live has walked the whole listing. */
  public boolean isWhole() {
    Bound bound = live.created().bound();
    return live.created().watermark() != null && bound != null && bound.since() == null;
  }

  private boolean isInGap(Order order, Row.Listed row) {
    for (Gap gap : live.gaps()) {
      if (gap.order() == order
          && Stretch.of(gap).holds(row.time(order), () -> Walk.boundaryHash(order, row))) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(SortState sort, @Nullable Instant key, boolean fromBound) {
    Watermark watermark = sort.watermark();
    Bound bound = sort.bound();
    if (key == null || watermark == null || bound == null || !key.isBefore(watermark.time())) {
      return false;
    }
    Instant since = bound.since();
    return since == null || key.isAfter(since) || (fromBound && key.equals(since));
  }

  /** Whether its last change is one that live has met. */
  private boolean isUnchanged(Row.Listed row) {
    Instant modified = row.modified();
    Watermark watermark = live.modified().watermark();
    return modified == null || (watermark != null && modified.isBefore(watermark.time()));
  }
}
