package dev.tunewatch.app.erase;

import dev.tunewatch.alerts.alert.AlertsTopics;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.TopicSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Which keys of which topics hold a release, or the alerts and clusters that go with it. Topics
 * that are not compacted forget by their age and are not named here.
 *
 * @param topic where
 * @param key that is taken out
 * @param place what decides on the partition
 */
public record Tombstones(TopicSpec topic, String key, String place) {

  /** All of them, what others are derived from first: so nothing is derived anew. */
  public static List<Tombstones> of(
      ReleaseName release, List<String> clusters, List<String> alerts) {
    List<Tombstones> all = new ArrayList<>();
    for (PartKind part : PartKind.values()) {
      all.add(new Tombstones(IngestTopics.RELEASES, release.partKey(part), release.key()));
    }
    for (TopicSpec topic :
        List.of(
            IngestTopics.WATCH,
            StreamsTopics.HISTORY,
            StreamsTopics.LINEAGE,
            StreamsTopics.VERDICTS)) {
      all.add(new Tombstones(topic, release.key(), release.key()));
    }
    for (String cluster : clusters) {
      all.add(new Tombstones(StreamsTopics.VERDICTS, "cluster:" + cluster, cluster));
      all.add(new Tombstones(StreamsTopics.ASSESSMENTS, cluster, cluster));
    }
    alerts.forEach(alert -> all.add(new Tombstones(AlertsTopics.ALERTS, alert, alert)));
    return all;
  }
}
