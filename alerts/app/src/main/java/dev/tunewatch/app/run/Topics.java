package dev.tunewatch.app.run;

import dev.tunewatch.alerts.alert.AlertsTopics;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.PartitionMismatch;
import dev.tunewatch.bus.Provisioning;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.TopicSpec;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Every topic of the product, as their owners declare them. */
public final class Topics {

  private Topics() {}

  /** In the order of the pipeline. */
  public static List<TopicSpec> all() {
    return Stream.of(IngestTopics.all(), StreamsTopics.all(), AlertsTopics.all())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Creates what is missing, in the shape that a cluster's topics were born with if there are any:
   * standalone joins what is there.
   *
   * @return the settings with that shape
   * @throws ConfigError if the topics do not fit together
   */
  static KafkaSettings provisioned(KafkaSettings kafka) {
    try (Admin admin = Clients.admin(kafka)) {
      KafkaSettings born =
          new Provisioning(admin, kafka).asBorn(IngestTopics.RELEASES).orElse(kafka);
      new Provisioning(admin, born).apply(all());
      return born;
    } catch (PartitionMismatch e) {
      throw new ConfigError(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The settings with the partitions that an installation's topics were born with.
   *
   * @throws ConfigError if there are none
   */
  public static KafkaSettings asBorn(KafkaSettings kafka) {
    try (Admin admin = Clients.admin(kafka)) {
      return new Provisioning(admin, kafka)
          .asBorn(IngestTopics.RELEASES)
          .orElseThrow(
              () ->
                  new ConfigError(
                      "Kafka at "
                          + kafka.bootstrapServers()
                          + " has no topics of prefix "
                          + kafka.prefix()));
    }
  }

  /**
   * Refuses settings that do not fit the topics of a cluster.
   *
   * @throws ConfigError naming the topic
   */
  public static KafkaSettings required(KafkaSettings kafka) {
    try (Admin admin = Clients.admin(kafka)) {
      new Provisioning(admin, kafka).requirePartitions(all());
      return kafka;
    } catch (PartitionMismatch e) {
      throw new ConfigError(String.valueOf(e.getMessage()));
    }
  }
}
