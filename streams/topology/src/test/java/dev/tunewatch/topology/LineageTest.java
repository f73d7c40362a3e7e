package dev.tunewatch.topology;

import static dev.tunewatch.topology.Parts.listing;
import static dev.tunewatch.topology.Parts.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Assessment.State;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import dev.tunewatch.events.Status;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels down a family, through the whole topology. */
class LineageTest {

  @TempDir Path state;

  private final CollectorRegistry registry = new CollectorRegistry();
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> releases;
  private TestInputTopic<String, byte[]> messages;
  private TestOutputTopic<String, byte[]> assessments;
  private TestOutputTopic<byte[], byte[]> deadLetters;
  private final Map<String, Assessment> last = new HashMap<>();

  @BeforeEach
  void wire() {
    KafkaSettings kafka = KafkaSettings.local("127.0.0.1:1");
    Properties properties = StreamsProperties.of(StreamsConfig.in(state), kafka);
    driver =
        new TopologyTestDriver(
            new ReleaseTopology(
                    kafka, new WordDetector(), new StreamsMetrics(registry, Clock.systemUTC()))
                .build(properties),
            properties,
            Parts.START);
    releases =
        driver.createInputTopic(
            "tunewatch.releases.v1", new StringSerializer(), new ByteArraySerializer());
    messages =
        driver.createInputTopic(
            "tunewatch.lineage-messages.v1", new StringSerializer(), new ByteArraySerializer());
    assessments =
        driver.createOutputTopic(
            "tunewatch.assessments.v1", new StringDeserializer(), new ByteArrayDeserializer());
    deadLetters =
        driver.createOutputTopic(
            "tunewatch.dead-letters.v1", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aChildThatCameFirstInheritsWhenItsParentIsFlagged() {
    put(listing("b/child", 1, "from:a/parent"));
    put(listing("c/grandchild", 2, "from:b/child"));
    assertThat(last()).isEmpty();

    put(listing("a/parent", 3, "abliterated"));

    assertThat(last()).containsOnlyKeys(cluster("parent"), cluster("child"), cluster("grandchild"));
    Assessment grandchild = assessment("grandchild");
    assertThat(grandchild.signals()).extracting(Signal::id).containsExactly(SignalId.V4);
    assertThat(grandchild.signals().get(0).inheritedFrom()).isEqualTo("a/parent");
    assertThat(grandchild.root()).isEqualTo("a/parent");
  }

  @Test
  void whatAParentTakesBackItsDescendantsTakeBack() {
    put(listing("a/parent", 1, "abliterated"));
    put(listing("b/child", 2, "from:a/parent"));
    put(listing("c/grandchild", 3, "from:b/child"));

    put(listing("a/parent", 4));

    assertThat(last().values()).extracting(Assessment::state).containsOnly(State.WITHDRAWN);
  }

  @Test
  void whatItsHubRemovedIsStillWhatItsDescendantsCameFrom() {
    put(listing("a/parent", 1, "abliterated"));
    put(listing("b/child", 2, "from:a/parent"));

    put(status("a/parent", 3, Status.State.REMOVED));

    assertThat(assessment("child").state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void aParentInAnotherCaseIsTheOneThatIsMeant() {
    put(listing("b/child", 1, "from:A/PARENT"));
    put(listing("a/Parent", 2, "abliterated"));

    assertThat(assessment("child").signals().get(0).inheritedFrom()).isEqualTo("a/Parent");
  }

  @Test
  void aNameWithoutItsMakerMeansTheOnlyReleaseThatHasIt() {
    put(listing("b/child", 1, "from:parent"));
    put(listing("a/parent", 2, "abliterated"));
    assertThat(assessment("child").state()).isEqualTo(State.ACTIVE);

    put(listing("z/parent", 3));

    assertThat(assessment("child").state()).isEqualTo(State.WITHDRAWN);
  }

  @Test
  void aRenamedParentHandsOnWhatStandsUnderItsNewName() {
    put(listing("other/model", 1, "abliterated"));
    put(listing("b/child", 2, "from:a/parent"));

    put(status("a/parent", 3, Status.State.RENAMED)); // to other/model

    assertThat(assessment("child").signals().get(0).inheritedFrom()).isEqualTo("other/model");
  }

  @Test
  void copiesOfCopiesAreOneCluster() {
    put(listing("c/packed-again", 1, "copy:b/packed", "abliterated"));
    put(listing("b/packed", 2, "copy:a/model", "abliterated"));

    assertThat(assessment("packed").state()).isEqualTo(State.SUPERSEDED);
    assertThat(assessment("packed").supersededBy()).isEqualTo(cluster("model"));
    assertThat(assessment("model").memberCount()).isEqualTo(2);
  }

  @Test
  void circlesAndParentsOfThemselvesComeToRest() {
    put(listing("a/one", 1, "from:b/two", "abliterated"));
    put(listing("b/two", 2, "from:a/one", "from:b/two"));

    assertThat(assessment("two").signals()).extracting(Signal::id).containsExactly(SignalId.V4);
    put(listing("a/one", 3, "from:b/two"));
    assertThat(last().values()).extracting(Assessment::state).containsOnly(State.WITHDRAWN);
  }

  @Test
  void theOrderOfArrivalLeavesNoTrace() {
    List<ReleasePart> parts =
        List.of(
            listing("a/base", 1),
            listing("a/removed", 2, "from:a/base", "abliterated"),
            listing("b/tuned", 3, "from:a/removed"),
            listing("c/packed", 4, "copy:b/tuned", "gguf"),
            listing("d/merged", 5, "from:b/tuned", "from:A/BASE"),
            listing("e/loop", 6, "from:d/merged", "from:f/loop"),
            listing("f/loop", 7, "from:e/loop"),
            listing("g/bare", 8, "from:removed"));
    parts.forEach(this::put);
    Map<String, Assessment> expected = Map.copyOf(last());
    assertThat(expected).hasSize(5);

    Random random = new Random(7);
    for (int order = 0; order < 10; order++) {
      close();
      last.clear();
      wireAnew(order);
      List<ReleasePart> shuffled = new ArrayList<>(parts);
      Collections.shuffle(shuffled, random);
      shuffled.forEach(this::put);
      last().values().removeIf(a -> a.state() != State.ACTIVE);
      assertThat(last()).as("order %d", order).isEqualTo(expected);
    }
  }

  @Test
  void aMessageThatIsNoneIsKeptAndStopsNothing() {
    messages.pipeInput("huggingface:a/model", "nonsense".getBytes(StandardCharsets.UTF_8));
    put(listing("a/model", 1, "abliterated"));

    assertThat(deadLetters.readValue()).isEqualTo("nonsense".getBytes(StandardCharsets.UTF_8));
    assertThat(assessment("model").state()).isEqualTo(State.ACTIVE);
    assertThat(
            registry.getSampleValue(
                "tunewatch_dead_letters_total",
                new String[] {"stage", "reason"},
                new String[] {"lineage", "malformed"}))
        .isEqualTo(1.0);
  }

  private void wireAnew(int order) {
    registry.clear();
    state = state.resolve("order" + order);
    wire();
  }

  private Map<String, Assessment> last() {
    assessments
        .readKeyValuesToList()
        .forEach(
            record -> {
              try {
                last.put(record.key, AssessmentCodec.decode(record.value));
              } catch (dev.tunewatch.events.MalformedEvent e) {
                throw new AssertionError(e);
              }
            });
    return last;
  }

  private Assessment assessment(String name) {
    assertThat(last()).containsKey(cluster(name));
    return java.util.Objects.requireNonNull(last.get(cluster(name)));
  }

  private static String cluster(String name) {
    return "huggingface:" + name;
  }

  private void put(ReleasePart part) {
    releases.pipeInput(part.key(), ReleasePartCodec.encode(part));
    // A cluster that spoke within the second speaks when that is over.
    driver.advanceWallClockTime(Duration.ofMillis(1_100));
  }
}
