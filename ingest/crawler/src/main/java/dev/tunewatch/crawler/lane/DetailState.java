package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.checkpoint.DetailCheckpoint;
import dev.tunewatch.crawler.coverage.Coverage;
import dev.tunewatch.crawler.queue.ReleaseQueue;
import dev.tunewatch.crawler.walk.SeenRing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the detail lane stands between two commits. Confined to the lane's thread. */
final class DetailState {

  private final Map<Integer, Long> positions;
  private final SeenRing ring;
  private Map<Integer, Long> saved;
  private long handled;
  private long published;
  private long missing;
  private long failed;

  DetailState(DetailCheckpoint checkpoint) {
    this.positions = new HashMap<>(checkpoint.positions());
    this.saved = Map.copyOf(checkpoint.positions());
    this.ring = checkpoint.toRing();
    this.handled = checkpoint.handled();
    this.published = checkpoint.published();
    this.missing = checkpoint.missing();
    this.failed = checkpoint.failed();
  }

  SeenRing ring() {
    return ring;
  }

  void passed(List<ReleaseQueue.Entry> entries) {
    entries.forEach(entry -> positions.put(entry.partition(), entry.offset() + 1));
  }

  /** The consumer's own positions also pass over the markers of transactions. */
  void passed(Map<Integer, Long> all) {
    positions.putAll(all);
  }

  boolean hasReached(Map<Integer, Long> target) {
    return target.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  void count(long moreHandled, long morePublished, long moreMissing, long moreFailed) {
    handled += moreHandled;
    published += morePublished;
    missing += moreMissing;
    failed += moreFailed;
  }

  boolean isSaved() {
    return saved.equals(positions);
  }

  void saved() {
    saved = Map.copyOf(positions);
  }

  DetailCheckpoint toCheckpoint() {
    return new DetailCheckpoint(
        DetailCheckpoint.VERSION, positions, ring.encode(), handled, published, missing, failed);
  }

  Coverage coverage(String hub, Instant at) {
    return new Coverage(Coverage.VERSION, hub, "detail", handled, published, failed, List.of(), at);
  }
}
