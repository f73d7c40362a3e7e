package dev.tunewatch.app.command;

import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.KafkaConfig;
import dev.tunewatch.app.config.ServiceKeys;
import dev.tunewatch.app.run.RunningKafka;
import dev.tunewatch.app.run.Topics;
import dev.tunewatch.bus.KafkaSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The Kafka of an installation that is looked at: one's own, or that of a running standalone. */
final class KafkaTarget {

  @Mixin private ConfigOptions config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder of a standalone that runs, instead of --kafka.")
  private @Nullable Path data;

  /** The settings, in the shape that the topics were born with. */
  KafkaSettings resolve() {
    if (data != null) {
      if (config.kafka != null) {
        throw new ConfigError("either --data or --kafka");
      }
      config.kafka = RunningKafka.addressIn(data);
    }
    return Topics.asBorn(KafkaConfig.of(config.resolve(ServiceKeys.shared())));
  }
}
