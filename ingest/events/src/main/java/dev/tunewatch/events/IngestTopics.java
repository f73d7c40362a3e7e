package dev.tunewatch.events;

import dev.tunewatch.events.TopicSpec.CleanUp;
import dev.tunewatch.events.TopicSpec.Spread;
import java.time.Duration;
import java.util.List;

/** The topics whose contract ingest owns. */
public final class IngestTopics {

  /** Releases as observed, one record a part, partitioned by the release's name. */
  public static final TopicSpec RELEASES =
      TopicSpec.compacted(
              "releases.v1",
              "hub:owner/name#part",
              "one part of a release as observed",
              Spread.PARTITIONED)
          .withMinCompactionLag(Duration.ofDays(7));

  /** Wishes to ingest: fetch details of, or recheck, this release. */
  public static final TopicSpec WATCH =
      TopicSpec.compacted("watch.v1", "release", "a wish to ingest", Spread.PARTITIONED);

  /** Where each lane of each hub stands. */
  public static final TopicSpec CHECKPOINTS =
      TopicSpec.compacted("checkpoints.v1", "hub/lane", "crawl position", Spread.SINGLE);

  /** What each lane of each hub has listed and published, and the gaps. */
  public static final TopicSpec COVERAGE =
      TopicSpec.compacted("coverage.v1", "hub/lane", "coverage ledger", Spread.SINGLE);

  /** Progress and health that one component tells others. */
  public static final TopicSpec STATUS =
      TopicSpec.compacted("status.v1", "component", "progress and health", Spread.SINGLE);

  /** What could not be read, as it came, with the reason in headers. */
  public static final TopicSpec DEAD_LETTERS =
      new TopicSpec(
          "dead-letters.v1",
          "original key",
          "original bytes",
          CleanUp.DELETE,
          null,
          Duration.ofDays(14),
          Spread.PARTITIONED);

  /** Restricted: ids and hashes of what must reach the operator alone. */
  public static final TopicSpec ESCALATIONS =
      TopicSpec.compacted("escalations.v1", "hash", "id and hash only", Spread.SINGLE);

  private IngestTopics() {}

  /** All of them. */
  public static List<TopicSpec> all() {
    return List.of(RELEASES, WATCH, CHECKPOINTS, COVERAGE, STATUS, DEAD_LETTERS, ESCALATIONS);
  }
}
