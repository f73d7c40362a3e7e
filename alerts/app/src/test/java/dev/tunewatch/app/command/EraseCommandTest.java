package dev.tunewatch.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.Tunewatch;
import dev.tunewatch.app.run.Topics;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.bus.Provisioning;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.TopicSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command against a broker, with the service's answers given. */
class EraseCommandTest {

  private static final String REPORT =
      "{\"removed\":[\"al_1\"],\"rewritten\":[\"al_2\"],\"clusters\":[\"huggingface:k\"],"
          + "\"versions\":3,\"verdicts\":0,\"more\":false}";

  @TempDir private Path folder;
  private final MockWebServer service = new MockWebServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void begin() throws Exception {
    service.start();
    Files.writeString(folder.resolve("token"), "twa_secret\n");
  }

  @AfterEach
  void end() {
    service.close();
  }

  @Test
  void saysWhatWouldGoAndThenTakesItOutOfEveryTopic() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0)) {
      KafkaSettings kafka =
          new KafkaSettings(broker.bootstrapServers(), "tunewatch.", 4, 1, Map.of());
      try (Admin admin = Clients.admin(kafka)) {
        new Provisioning(admin, kafka).apply(Topics.all());
      }
      answer();
      assertThat(run(broker, "huggingface:acme/x")).as("%s", err).isEqualTo(ExitStatus.DONE);
      assertThat(out.toString())
          .contains("1 alerts would be removed", "5 keys would be taken out of releases.v1");
      assertThat(asked()).contains("\"dryRun\":true");
      assertThat(records(kafka, IngestTopics.RELEASES)).isEmpty();

      answer();
      assertThat(run(broker, "huggingface:acme/x", "--confirm")).isEqualTo(ExitStatus.DONE);
      assertThat(asked()).contains("\"release\":\"huggingface:acme/x\"", "\"dryRun\":false");
      assertThat(keys(kafka, IngestTopics.RELEASES))
          .contains("huggingface:acme/x#listing", "huggingface:acme/x#status");
      assertThat(keys(kafka, StreamsTopics.ASSESSMENTS)).containsExactly("huggingface:k");
      assertThat(keys(kafka, StreamsTopics.VERDICTS))
          .contains("huggingface:acme/x", "cluster:huggingface:k");
      int beside = Partitioning.ofRelease("huggingface:acme/x", 4);
      assertThat(records(kafka, IngestTopics.RELEASES))
          .allSatisfy(
              record -> {
                assertThat(record.value()).isNull();
                assertThat(record.partition()).isEqualTo(beside);
              });
    }
  }

  @Test
  void whatIsNoNameIsWrongUsageInOneLine() {
    String[] arguments = {"erase", "acme", "--kafka", "127.0.0.1:1"};
    assertThat(commandLine().execute(arguments)).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).contains("hub:owner/name");
  }

  private void answer() {
    service.enqueue(new MockResponse.Builder().code(200).body(REPORT).build());
  }

  private String asked() throws Exception {
    return Objects.requireNonNull(service.takeRequest().getBody()).utf8();
  }

  private int run(EmbeddedBroker broker, String... arguments) {
    List<String> all = new ArrayList<>(List.of("erase"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--kafka", broker.bootstrapServers()));
    all.addAll(List.of("--service", "http://127.0.0.1:" + service.getPort()));
    all.addAll(List.of("--token-file", folder.resolve("token").toString()));
    return commandLine().execute(all.toArray(String[]::new));
  }

  private CommandLine commandLine() {
    return Tunewatch.commandLine()
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }

  private static List<String> keys(KafkaSettings kafka, TopicSpec topic) {
    return records(kafka, topic).stream()
        .map(record -> new String(record.key(), UTF_8))
        .distinct()
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(
      KafkaSettings kafka, TopicSpec topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "test-erase")) {
      String name = kafka.named(topic.name());
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(name, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }
}
