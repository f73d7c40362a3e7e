package dev.tunewatch.app.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.Tunewatch;
import dev.tunewatch.app.run.Topics;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.bus.Provisioning;
import dev.tunewatch.detect.Inspector;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.topology.StreamsConfig;
import dev.tunewatch.topology.StreamsService;
import io.prometheus.client.CollectorRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

  private static final String KEY = "huggingface:owner/name#listing";
  private static final AtomicInteger NEXT = new AtomicInteger();

  @TempDir private static Path brokerFolder;
  private static EmbeddedBroker broker;

  @TempDir private Path folder;
  private KafkaSettings kafka;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(brokerFolder, 0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopics() {
    String prefix = "t" + NEXT.incrementAndGet() + ".";
    kafka = new KafkaSettings(broker.bootstrapServers(), prefix, 2, 1, Map.of());
    try (Admin admin = Clients.admin(kafka)) {
      new Provisioning(admin, kafka).apply(Topics.all());
    }
  }

  @Test
  void aRecordThatInspectRefusedReachesItAgainUnderItsKeyAndIsSentBackOnce() throws Exception {
    write(release("{\"v\":1,"));
    try (StreamsService streams =
        new StreamsService(
            StreamsConfig.in(folder),
            kafka,
            new Inspector(RuleBook.bundled())::examine,
            new CollectorRegistry(),
            Clock.systemUTC())) {
      streams.start();
      String first = awaitOpenLetters(1).get(0).get("id").asText();

      assertThat(run("redrive", "--id", first)).as(err.toString()).isEqualTo(ExitStatus.DONE);

      assertThat(line(0).get("outcome").asText()).isEqualTo("sent_back");
      // It was looked at anew, although its bytes are those that stood there before.
      JsonNode second =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> awaitOpenLetters(1).get(0),
                  letter -> !letter.get("id").asText().equals(first));
      assertThat(second.get("attempts").asInt()).isEqualTo(1);
      assertThat(run("redrive", "--id", first)).isEqualTo(ExitStatus.DONE);
      assertThat(out.toString()).as("nothing is left to redrive").isEmpty();
    }
    assertThat(records(IngestTopics.RELEASES.name()))
        .hasSize(2)
        .allSatisfy(record -> assertThat(record.value()).isEqualTo("{\"v\":1,".getBytes(UTF_8)));
  }

  @Test
  void nothingIsPutOverANewerRecordOfItsKey() throws Exception {
    write(release("{"), release("newer"));
    write(letter("inspect", "malformed", position(0), KEY, "{"));

    assertThat(run("redrive", "--stage", "inspect")).isEqualTo(ExitStatus.DONE);

    assertThat(line(0).get("outcome").asText()).isEqualTo("superseded");
    assertThat(records(IngestTopics.RELEASES.name())).hasSize(2);
    assertThat(letters()).isEmpty();
  }

  @Test
  void aCardThatCouldNotBeFetchedIsAskedForAgainByItsListing() throws Exception {
    write(release("a listing, cut off in the letter"));
    write(
        letter("ingest.detail", "fetch_failed", "releases.v1-" + partition() + "@0", KEY, "a li"));

    assertThat(run("redrive", "--stage", "ingest")).isEqualTo(ExitStatus.DONE);

    assertThat(records(IngestTopics.RELEASES.name()))
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactly("a listing, cut off in the letter", "a listing, cut off in the letter");
  }

  @Test
  void aRowThatTheAdapterReadsTodayIsPublishedAndOneThatItDoesNotStaysALetter() throws Exception {
    String row = "{\"_id\":\"6650f0a0b0c0d0e0f0a0b0c0\",\"id\":\"owner/name\",\"tags\":[]}";
    write(letter("ingest.live", "malformed", "huggingface listing by created", "huggingface", row));
    write(letter("ingest.live", "malformed", "huggingface listing by created", "huggingface", "["));

    assertThat(run("redrive", "--reason", "malformed")).isEqualTo(ExitStatus.FOUND_PROBLEMS);

    assertThat(records(IngestTopics.RELEASES.name()))
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactly(KEY);
    List<JsonNode> left = letters();
    assertThat(left).hasSize(1);
    assertThat(left.get(0).get("attempts").asInt()).isEqualTo(1);
    assertThat(left.get(0).get("text").asText()).isEqualTo("[");
    run("redrive", "--all");
    assertThat(records(IngestTopics.RELEASES.name())).hasSize(1);
    assertThat(letters().get(0).get("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void aDryRunSaysTheSameAndWritesNothing() throws Exception {
    write(release("{"));
    write(letter("inspect", "malformed", position(0), KEY, "{"));

    assertThat(run("redrive", "--all", "--dry-run")).isEqualTo(ExitStatus.DONE);

    assertThat(line(0).get("outcome").asText()).isEqualTo("sent_back");
    assertThat(records(IngestTopics.RELEASES.name())).hasSize(1);
    assertThat(letters()).hasSize(1);
  }

  @Test
  void theListShowsWhatCameAsItCameAndNoControlCharacterReachesATerminal() throws Exception {
    byte[] bytes = {(byte) 0xff, 0, 27};
    write(
        new DeadLetter(
                "ingest.live", "malformed", "bad\u001b[2Jrow", "a page", KEY.getBytes(UTF_8), bytes)
            .toRecord(kafka.named(IngestTopics.DEAD_LETTERS.name())));

    JsonNode letter = letters().get(0);
    assertThat(Base64.getDecoder().decode(letter.get("base64").asText())).isEqualTo(bytes);
    assertThat(letter.has("text")).isFalse();
    assertThat(letter.get("key").asText()).isEqualTo(KEY);
    Path written = folder.resolve("out");
    execute("list", "--out", written.toString());
    assertThat(out.toString()).contains("bad?[2Jrow").doesNotContain("\u001b");
    try (Stream<Path> files = Files.list(written)) {
      assertThat(files).singleElement().satisfies(file -> assertThat(file).hasBinaryContent(bytes));
    }
  }

  @Test
  void aRedriveWithoutAnythingSelectedIsRefused() {
    assertThat(run("redrive")).isEqualTo(ExitStatus.USAGE);
    assertThat(run("redrive", "--id", "x")).isEqualTo(ExitStatus.USAGE);
    assertThat(run("list", "--since", "often")).isEqualTo(ExitStatus.USAGE);
  }

  private List<JsonNode> awaitOpenLetters(int count) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(this::letters, letters -> letters.size() >= count);
  }

  private List<JsonNode> letters() throws Exception {
    assertThat(run("list")).as(err.toString()).isEqualTo(ExitStatus.DONE);
    List<JsonNode> letters = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      letters.add(EventJson.mapper().readTree(line));
    }
    return letters;
  }

  private JsonNode line(int number) throws Exception {
    return EventJson.mapper().readTree(out.toString().lines().toList().get(number));
  }

  private int run(String... arguments) {
    return execute(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
  }

  private int execute(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Tunewatch.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(
            Stream.of(
                    Stream.of("dead-letters"),
                    Stream.of(arguments),
                    Stream.of("--kafka", kafka.bootstrapServers()),
                    Stream.of("--set", "kafka.prefix=" + kafka.prefix()))
                .flatMap(words -> words)
                .toArray(String[]::new));
  }

  private int partition() {
    return Partitioning.ofRelease(KEY, kafka.partitions());
  }

  private String position(long offset) {
    return kafka.named(IngestTopics.RELEASES.name()) + "-" + partition() + "@" + offset;
  }

  private ProducerRecord<byte[], byte[]> release(String value) {
    return new ProducerRecord<>(
        kafka.named(IngestTopics.RELEASES.name()),
        partition(),
        KEY.getBytes(UTF_8),
        value.getBytes(UTF_8));
  }

  private ProducerRecord<byte[], byte[]> letter(
      String stage, String reason, String position, String key, String value) {
    return new DeadLetter(
            stage, reason, "an error", position, key.getBytes(UTF_8), value.getBytes(UTF_8))
        .toRecord(kafka.named(IngestTopics.DEAD_LETTERS.name()));
  }

  @SafeVarargs
  private void write(ProducerRecord<byte[], byte[]>... records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = Clients.producer(kafka, "test")) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        producer.send(record).get();
      }
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, "test")) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(kafka.named(topic)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      new Polls(consumer, consumer.endOffsets(partitions)).forEachRemaining(records::add);
      return records;
    }
  }
}
