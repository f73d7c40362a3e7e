package dev.tunewatch.benchmarks;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.topology.Profile;
import dev.tunewatch.topology.StreamsConfig;
import dev.tunewatch.topology.StreamsProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The baseline: a Streams application that reads the releases and writes them as they are, with the
 * very settings, serdes, compression and guarantee of the topology.
 */
final class StreamsCopy {

  private static final String TARGET = "copy.v1";

  private StreamsCopy() {}

  /** Copies all; returns the seconds from the first record until all was committed. */
  static double run(Installation installation, int threads, Path state) throws IOException {
    KafkaSettings kafka = installation.kafka();
    String source = kafka.named(IngestTopics.RELEASES.name());
    try (Admin admin = Clients.admin(kafka)) {
      admin.createTopics(List.of(new NewTopic(kafka.named(TARGET), kafka.partitions(), (short) 1)));
    }
    Properties properties =
        StreamsProperties.of(new StreamsConfig(state, Profile.THROUGHPUT, threads), kafka);
    String application = kafka.named("copy");
    properties.put("application.id", application);
    properties.put("client.id", application);
    StreamsBuilder builder = new StreamsBuilder();
    Begin begin = new Begin();
    builder.stream(source, Consumed.with(Serdes.Bytes(), Serdes.ByteArray()).withName("source"))
        .peek((key, value) -> begin.now(), Named.as("begin"))
        .to(
            kafka.named(TARGET),
            Produced.<Bytes, byte[]>with(Serdes.Bytes(), Serdes.ByteArray()).withName("copy"));
    Map<TopicPartition, Long> ends = installation.ends(source);
    try (KafkaStreams streams = new KafkaStreams(builder.build(properties), properties)) {
      streams.start();
      Waiting.until(() -> installation.passed(application, ends));
      return begin.seconds();
    } finally {
      Plan.delete(state);
    }
  }
}
