package dev.tunewatch.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.bus.Provisioning;
import dev.tunewatch.bus.WholeReading;
import dev.tunewatch.detect.Examination;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import dev.tunewatch.events.TopicSpec;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One installation on a shared broker, told apart by its prefix. */
final class Installation {

  private static final AtomicInteger NEXT = new AtomicInteger();

  final KafkaSettings kafka;

  private Installation(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  static Installation on(String bootstrapServers) {
    KafkaSettings kafka =
        new KafkaSettings(bootstrapServers, "t" + NEXT.incrementAndGet() + ".", 2, 1, Map.of());
    try (Admin admin = Clients.admin(kafka)) {
      new Provisioning(admin, kafka)
          .apply(Stream.concat(IngestTopics.all().stream(), StreamsTopics.all().stream()).toList());
    }
    return new Installation(kafka);
  }

  StreamsService service(Path state) {
    return service(new StreamsConfig(state, Profile.LATENCY, 1));
  }

  StreamsService service(StreamsConfig config) {
    return service(config, new CollectorRegistry());
  }

  StreamsService service(StreamsConfig config, CollectorRegistry registry) {
    return service(config, new WordDetector(), registry);
  }

  StreamsService service(
      StreamsConfig config, Function<Release, Examination> detector, CollectorRegistry registry) {
    return new StreamsService(config, kafka, detector, registry, Clock.systemUTC());
  }

  /** A service in a process of its own, to be killed; see {@link StreamsProcess}. */
  Process child(Path state) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            StreamsProcess.class.getName(),
            kafka.bootstrapServers(),
            kafka.prefix(),
            state.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  void publish(List<ReleasePart> parts) {
    publishRecords(
        parts.stream().map(part -> record(part.key(), ReleasePartCodec.encode(part))).toList());
  }

  /** Publishes a piece of a history. */
  void publishSteps(List<PartHistory.Step> steps) {
    publishRecords(steps.stream().map(step -> record(step.key(), step.value())).toList());
  }

  /** Writes in transactions of 50, as ingest does, so that markers lie between. */
  private void publishRecords(List<ProducerRecord<byte[], byte[]>> records) {
    try (KafkaProducer<byte[], byte[]> producer =
        Clients.transactionalProducer(kafka, "test-ingest")) {
      producer.initTransactions();
      for (int from = 0; from < records.size(); from += 50) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> each :
            records.subList(from, Math.min(records.size(), from + 50))) {
          var unused = producer.send(each);
        }
        producer.commitTransaction();
      }
      // An aborted one leaves offsets that nobody will ever consume.
      producer.beginTransaction();
      var unused = producer.send(record("huggingface:never/seen#listing", "{}".getBytes(UTF_8)));
      producer.flush();
      producer.abortTransaction();
    }
  }

  void publishRaw(String key, byte[] value) {
    try (KafkaProducer<byte[], byte[]> producer = Clients.producer(kafka, "test-raw")) {
      var unused = producer.send(record(key, value));
      producer.flush();
    }
  }

  void awaitCaughtUp(StreamsService service) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(service::caughtUp);
  }

  /** The last value of each cluster, as text. */
  Map<String, String> assessments() {
    Map<String, String> last = new TreeMap<>();
    read(StreamsTopics.ASSESSMENTS)
        .forEach(record -> last.put(text(record.key()), text(record.value())));
    return last;
  }

  /** All committed records of a topic, in the order of each partition. */
  List<ConsumerRecord<byte[], byte[]>> read(TopicSpec spec) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try {
      boolean whole =
          WholeReading.of(
              kafka, "test-reader", kafka.named(spec.name()), Duration.ofMinutes(2), records::add);
      if (!whole) {
        throw new AssertionError("a transaction on " + spec.name() + " stays open");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return records;
  }

  Set<String> topics() {
    try (Admin admin = Clients.admin(kafka)) {
      return admin.listTopics().names().get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
    return new ProducerRecord<>(
        kafka.named(IngestTopics.RELEASES.name()),
        Partitioning.ofRelease(key, kafka.partitions()),
        key.getBytes(UTF_8),
        value);
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
