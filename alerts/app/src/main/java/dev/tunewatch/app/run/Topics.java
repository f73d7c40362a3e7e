package dev.tunewatch.app.run;

import dev.tunewatch.alerts.alert.AlertsTopics;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.TopicSpec;
import java.util.List;
import java.util.stream.Stream;

/** Every topic of the product, as their owners declare them. */
public final class Topics {

  private Topics() {}

  /** In the order of the pipeline. */
  public static List<TopicSpec> all() {
    return Stream.of(IngestTopics.all(), StreamsTopics.all(), AlertsTopics.all())
        .flatMap(List::stream)
        .toList();
  }
}
