package dev.tunewatch.alerts.alert;

import dev.tunewatch.events.TopicSpec;
import dev.tunewatch.events.TopicSpec.Spread;
import java.util.List;

/** The topics whose contract alerts owns. */
public final class AlertsTopics {

  /** Public state of each alert, for subscribers that speak Kafka: TLP:CLEAR and GREEN only. */
  public static final TopicSpec ALERTS =
      TopicSpec.compacted("alerts.v1", "alert id", "public alert state", Spread.PARTITIONED);

  private AlertsTopics() {}

  /** All of them. */
  public static List<TopicSpec> all() {
    return List.of(ALERTS);
  }
}
