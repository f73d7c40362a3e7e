package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.checkpoint.RecheckCheckpoint;
import dev.tunewatch.crawler.coverage.Coverage;
import dev.tunewatch.crawler.coverage.LaneMetrics;
import dev.tunewatch.crawler.publish.Batch;
import dev.tunewatch.crawler.publish.Publication;
import dev.tunewatch.crawler.recheck.Watched;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the recheck lane stands in {@code watch.v1}, and its way into Kafka. */
final class RecheckCommits {

  private final String hub;
  private final Publication publication;
  private final LaneMetrics metrics;
  private final RunCounts counts;
  private final Clock clock;
  private RecheckCheckpoint stands = RecheckCheckpoint.fresh();

  RecheckCommits(
      String hub, Publication publication, LaneMetrics metrics, RunCounts counts, Clock clock) {
    this.hub = hub;
    this.publication = publication;
    this.metrics = metrics;
    this.counts = counts;
    this.clock = clock;
  }

  /** Of the lane's own row; a watched release's is {@code key/id}. */
  String key() {
    return hub + "/recheck";
  }

  /** What was committed before this process or this run. */
  void restored(RecheckCheckpoint committed) {
    stands = committed;
  }

  /** Where to read on. */
  Map<Integer, Long> positions() {
    return stands.positions();
  }

  /** What was found, with the rows and the positions that cover it. */
  void commit(RecheckWork work, Map<Integer, Long> reached) {
    RecheckCheckpoint next =
        stands.and(reached, work.looks(), work.parts().size(), work.letters().size());
    Map<String, byte[]> rows = new LinkedHashMap<>();
    for (Watched row : work.rows()) {
      rows.put(key() + "/" + row.release().id(), row.encode());
    }
    if (!next.equals(stands)) {
      rows.put(key(), next.encode());
    }
    Coverage coverage =
        new Coverage(
            Coverage.VERSION,
            hub,
            "recheck",
            next.visited(),
            next.published(),
            next.refused(),
            List.of(),
            clock.instant());
    publication.commit(
        new Batch(work.parts(), work.identities(), work.letters(), rows, coverage.encode())
            .withEscalations(work.escalations()));
    stands = next;
    metrics.listed(work.looks());
    work.parts().forEach(part -> metrics.published(part.kind(), part.part()));
    work.letters().forEach(letter -> metrics.deadLetter(letter.reason()));
    counts.deadLetters(work.letters().size());
  }
}
