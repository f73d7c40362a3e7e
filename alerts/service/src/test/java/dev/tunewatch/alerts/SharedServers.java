package dev.tunewatch.alerts;

import dev.tunewatch.alerts.alert.AlertsTopics;
import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Provisioning;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.TopicSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One broker and one database for all tests of this JVM; each test gets its own prefix. */
public final class SharedServers {

  private static final AtomicInteger RUN = new AtomicInteger();
  private static final Path FOLDER = folder();
  private static final EmbeddedBroker BROKER = broker();
  private static final Database DATABASE = embedded();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SharedServers::end));
  }

  private SharedServers() {}

  /** The database, with nothing in it. */
  public static Database emptyDatabase() {
    DATABASE
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  "truncate consumed_position, alert, alert_version, held_withdrawal, subscription,"
                      + " outbox, delivery, access_token, feed_reader, bundle, silence, circuit,"
                      + " alert_action, verdict, verdict_record, judgement, operator_answer,"
                      + " contest, audit, instance");
              handle.execute("update verdict_position set last_sequence = 0");
              handle.execute("update feed_position set last_sequence = 0");
            });
    return DATABASE;
  }

  /** The same database as it is. */
  public static Database database() {
    return DATABASE;
  }

  /** A Kafka of one's own: new topics on the shared broker. */
  public static KafkaSettings newKafka() {
    KafkaSettings kafka =
        new KafkaSettings(
            BROKER.bootstrapServers(), "t" + RUN.incrementAndGet() + ".", 4, 1, Map.of());
    try (Admin admin = Clients.admin(kafka)) {
      new Provisioning(admin, kafka)
          .apply(
              List.of(
                  StreamsTopics.ASSESSMENTS,
                  IngestTopics.DEAD_LETTERS,
                  IngestTopics.COVERAGE,
                  IngestTopics.STATUS,
                  StreamsTopics.VERDICTS,
                  AlertsTopics.ALERTS));
    }
    return kafka;
  }

  /** Publishes in one transaction, as streams does. */
  public static void publish(KafkaSettings kafka, List<Assessment> assessments) {
    publishBytes(
        kafka,
        assessments.stream()
            .map(a -> Map.entry(a.clusterId(), AssessmentCodec.encode(a)))
            .toList());
  }

  /** Publishes whatever bytes. */
  public static void publishBytes(KafkaSettings kafka, List<Map.Entry<String, byte[]>> records) {
    try (KafkaProducer<byte[], byte[]> producer =
        Clients.transactionalProducer(kafka, "test-" + RUN.incrementAndGet())) {
      producer.initTransactions();
      producer.beginTransaction();
      records.forEach(
          r ->
              producer.send(
                  new ProducerRecord<>(
                      kafka.named(StreamsTopics.ASSESSMENTS.name()),
                      r.getKey().getBytes(StandardCharsets.UTF_8),
                      r.getValue())));
      producer.commitTransaction();
    }
  }

  /** Writes one record of any topic. */
  public static void publishTo(KafkaSettings kafka, TopicSpec topic, String key, String value) {
    try (KafkaProducer<byte[], byte[]> producer =
        Clients.producer(kafka, "test-" + RUN.incrementAndGet())) {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  kafka.named(topic.name()),
                  key.getBytes(StandardCharsets.UTF_8),
                  value.getBytes(StandardCharsets.UTF_8)));
      producer.flush();
    }
  }

  /** Writes one and takes it back before it is committed. */
  public static void publishAndAbort(KafkaSettings kafka, Assessment assessment) {
    try (KafkaProducer<byte[], byte[]> producer =
        Clients.transactionalProducer(kafka, "test-" + RUN.incrementAndGet())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(
          new ProducerRecord<>(
              kafka.named(StreamsTopics.ASSESSMENTS.name()),
              assessment.clusterId().getBytes(StandardCharsets.UTF_8),
              AssessmentCodec.encode(assessment)));
      producer.flush();
      producer.abortTransaction();
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("alerts-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops both and leaves nothing behind. */
  private static void end() {
    try {
      DATABASE.close();
    } finally {
      try {
        BROKER.close();
      } finally {
        delete(FOLDER);
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedBroker broker() {
    try {
      return EmbeddedBroker.start(FOLDER.resolve("kafka"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Database embedded() {
    try {
      return Database.embedded(FOLDER.resolve("postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
