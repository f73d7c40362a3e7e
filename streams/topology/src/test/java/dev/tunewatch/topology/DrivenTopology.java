package dev.tunewatch.topology;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.Descent;
import dev.tunewatch.assessments.DescentCodec;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.assessments.VerdictCodec;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.detect.Examination;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole topology, driven record by record without a broker. */
final class DrivenTopology implements AutoCloseable {

  /** Longer than a cluster waits between two assessments. */
  private static final Duration SECOND = Duration.ofMillis(1_100);

  final CollectorRegistry registry = new CollectorRegistry();
  final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> releases;
  private final TestInputTopic<String, byte[]> verdicts;
  private final TestOutputTopic<String, byte[]> assessments;
  private final TestOutputTopic<String, byte[]> lineage;
  private final TestOutputTopic<byte[], byte[]> deadLetters;
  private final List<TestRecord<String, byte[]>> published = new ArrayList<>();

  DrivenTopology(Path state, Function<Release, Examination> detector) {
    KafkaSettings kafka = KafkaSettings.local("127.0.0.1:1");
    Properties properties = StreamsProperties.of(StreamsConfig.in(state), kafka);
    driver =
        new TopologyTestDriver(
            new ReleaseTopology(kafka, detector, new StreamsMetrics(registry, Clock.systemUTC()))
                .build(properties),
            properties,
            Parts.START);
    StringSerializer key = new StringSerializer();
    ByteArraySerializer value = new ByteArraySerializer();
    releases = driver.createInputTopic("tunewatch.releases.v1", key, value);
    verdicts = driver.createInputTopic("tunewatch.verdicts.v1", key, value);
    assessments =
        driver.createOutputTopic(
            "tunewatch.assessments.v1", new StringDeserializer(), new ByteArrayDeserializer());
    lineage =
        driver.createOutputTopic(
            "tunewatch.lineage.v1", new StringDeserializer(), new ByteArrayDeserializer());
    deadLetters =
        driver.createOutputTopic(
            "tunewatch.dead-letters.v1", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Publishes a part and waits until every cluster has said what it has to say. */
  void put(ReleasePart part) {
    putAtOnce(part);
    second();
  }

  /** Publishes a part; no time passes. */
  void putAtOnce(ReleasePart part) {
    releases.pipeInput(part.key(), ReleasePartCodec.encode(part), part.observedAt());
  }

  /** Publishes a record as it is, null to delete what stood under the key; no time passes. */
  void putAtOnce(String key, byte @Nullable [] value) {
    releases.pipeInput(key, value);
  }

  /** The last rows of {@code lineage.v1}. */
  Map<String, Descent> lineage() {
    Map<String, Descent> last = new TreeMap<>();
    for (TestRecord<String, byte[]> record : lineage.readRecordsToList()) {
      try {
        if (record.value() == null) {
          last.remove(record.key());
        } else {
          last.put(record.key(), DescentCodec.decode(record.value()));
        }
      } catch (MalformedEvent e) {
        throw new AssertionError(e);
      }
    }
    return last;
  }

  void judge(Verdict verdict) {
    judge(verdict.key(), VerdictCodec.encode(verdict));
  }

  void judge(String key, byte[] value) {
    verdicts.pipeInput(key, value);
    second();
  }

  /** Deletes a verdict from its topic. */
  void forgetVerdict(String key) {
    verdicts.pipeInput(new TestRecord<>(key, null));
    second();
  }

  void second() {
    driver.advanceWallClockTime(SECOND);
  }

  /** All that was published so far, in its order. */
  List<TestRecord<String, byte[]>> published() {
    published.addAll(assessments.readRecordsToList());
    return published;
  }

  /** The last value of each key. */
  Map<String, Assessment> last() {
    Map<String, Assessment> last = new HashMap<>();
    published().forEach(record -> last.put(record.key(), assessment(record.value())));
    return last;
  }

  /** The last assessment of the cluster {@code huggingface:name}. */
  Assessment last(String name) {
    return Objects.requireNonNull(last().get("huggingface:" + name), name);
  }

  List<DeadLetter> deadLetters() {
    return deadLetters.readRecordsToList().stream()
        .map(record -> DeadLetter.of(record.headers(), record.key(), record.value()))
        .toList();
  }

  static Assessment assessment(byte[] value) {
    try {
      return AssessmentCodec.decode(value);
    } catch (MalformedEvent e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
