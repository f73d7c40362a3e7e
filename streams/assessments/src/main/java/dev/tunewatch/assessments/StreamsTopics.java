package dev.tunewatch.assessments;

import dev.tunewatch.events.TopicSpec;
import dev.tunewatch.events.TopicSpec.Spread;
import java.time.Duration;
import java.util.List;

/** The topics whose contract streams owns. */
public final class StreamsTopics {

  /** What is known of each notable cluster. */
  public static final TopicSpec ASSESSMENTS =
      TopicSpec.compacted(
          "assessments.v1", "cluster id", "what is known of a cluster", Spread.PARTITIONED);

  /** Transitions of a release that compaction would forget. */
  public static final TopicSpec HISTORY =
      TopicSpec.compacted("history.v1", "release", "list of transitions", Spread.PARTITIONED);

  /** Resolved edges, for the family picture. */
  public static final TopicSpec LINEAGE =
      TopicSpec.compacted(
          "lineage.v1", "child release", "resolved edges and few facts", Spread.PARTITIONED);

  /**
   * What nodes of the family graph say to each other, read by the service that writes it: a message
   * is state that is under way, so it must be kept for as long as the service may stand still.
   */
  public static final TopicSpec LINEAGE_MESSAGES =
      new TopicSpec(
          "lineage-messages.v1",
          "node: release or name",
          "a message to it",
          TopicSpec.CleanUp.DELETE,
          null,
          Duration.ofDays(14),
          Spread.PARTITIONED);

  /** Ecosystem indicators, upserted. */
  public static final TopicSpec INDICATORS =
      TopicSpec.compacted(
          "indicators.v1", "indicator/key/bucket", "value, n, revision", Spread.PARTITIONED);

  /** Verdicts of analysts and exceptions; written by alerts, owned by its receiver. */
  public static final TopicSpec VERDICTS =
      TopicSpec.compacted(
          "verdicts.v1", "release or cluster", "verdict or exception", Spread.PARTITIONED);

  /** Rule books; written to every partition so that a switch is part of the stream. */
  public static final TopicSpec RULES =
      TopicSpec.compacted(
          "rules.v1", "rule book version, or 'active'", "rule book", Spread.PARTITIONED);

  private StreamsTopics() {}

  /** All of them. */
  public static List<TopicSpec> all() {
    return List.of(ASSESSMENTS, HISTORY, LINEAGE, LINEAGE_MESSAGES, INDICATORS, VERDICTS, RULES);
  }
}
