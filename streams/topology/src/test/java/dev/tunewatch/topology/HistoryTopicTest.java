package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.Descent;
import dev.tunewatch.assessments.DescentCodec;
import dev.tunewatch.assessments.History;
import dev.tunewatch.assessments.HistoryCodec;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Transition.Kind;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.detect.Inspector;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compaction forgets and a family looks like, through the whole topology and all rules. */
class HistoryTopicTest {

  private static final Inspector RULES = new Inspector(RuleBook.bundled());
  private static final String ID = "maker/quiet-7b";
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final int DAY = 24 * 60;

  @TempDir Path first;
  @TempDir Path second;

  private @Nullable TopologyTestDriver driver;
  private int starts;
  private final Map<String, byte[]> last = new HashMap<>();

  @BeforeEach
  void open() {
    start(first);
  }

  @AfterEach
  void close() {
    driver().close();
  }

  @Test
  void tagsThatDisappearOverTheSameWeightsAreScrubbed() {
    put(claiming(0), Parts.config(ID, 1, A), silent(DAY));

    assertThat(scrubbed()).isTrue();
    assertThat(assessment().severity()).isEqualTo(Severity.P2);
    assertThat(history().of(Kind.TAGS_SCRUBBED).get(0).from()).isEqualTo("abliterated");
    assertThat(history().of(Kind.TAGS_SCRUBBED).get(0).at()).isEqualTo(Parts.at(DAY));
  }

  @Test
  void whatIsWrittenDownDoesNotDependOnWhichPartCameFirst() {
    put(Parts.config(ID, 1, A), claiming(0), silent(DAY));
    History one = history();
    restart();
    put(claiming(0), silent(DAY), Parts.config(ID, 1, A));

    assertThat(history()).isEqualTo(one);
    assertThat(scrubbed()).isTrue();
  }

  @Test
  void otherWeightsInTheSameEditAreNoScrubbingWhicheverComesFirst() {
    put(claiming(0), Parts.config(ID, 1, A), silent(DAY), Parts.config(ID, DAY + 60, B));
    assertThat(scrubbed()).isFalse();
    restart();
    put(claiming(0), Parts.config(ID, 1, A), Parts.config(ID, DAY + 60, B), silent(DAY));
    assertThat(scrubbed()).isFalse();
  }

  @Test
  void otherWeightsLongAfterwardsClearNothing() {
    put(claiming(0), Parts.config(ID, 1, A), silent(DAY), Parts.config(ID, 10 * DAY, B));

    assertThat(scrubbed()).isTrue();
  }

  @Test
  void weightsThatWereReadLongAfterwardsProveNothing() {
    put(claiming(0), silent(DAY), Parts.config(ID, 10 * DAY, A));

    assertThat(scrubbed()).isFalse();
  }

  @Test
  void anotherWordForTheSameClaimIsNoScrubbing() {
    put(claiming(0), Parts.config(ID, 1, A));
    put(Parts.listing(ID, DAY, "text-generation", "uncensored"));

    assertThat(history().of(Kind.TAGS_SCRUBBED)).isEmpty();
  }

  @Test
  void aScrubbingOutlivesCompactionAndALostState() {
    put(claiming(0), Parts.config(ID, 1, A), silent(DAY));
    byte[] written = last.get("history");
    restart();

    put(Parts.config(ID, 1, A), silent(DAY));
    assertThat(scrubbed()).isFalse();
    remember(written);
    assertThat(scrubbed()).isTrue();

    restart();
    remember(written);
    put(Parts.config(ID, 1, A), silent(DAY));
    assertThat(scrubbed()).isTrue();
  }

  @Test
  void itsOwnWordsAreNoNews() {
    put(claiming(0), Parts.config(ID, 1, A), silent(DAY));
    last.remove("assessment");
    remember(last.get("history"));

    assertThat(last).doesNotContainKey("assessment");
  }

  @Test
  void aHistoryThatCannotBeReadGoesToTheDeadLetters() {
    remember("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(last).containsKey("dead-letter");
  }

  @Test
  void aChildsDescentIsWrittenWhenItChangesAndTakenBackWithItsLastParent() throws Exception {
    put(Parts.listing("b/tuned-7b", 0, "base_model:finetune:" + ID));
    put(
        new ReleasePart(
            new dev.tunewatch.events.ReleaseName("huggingface", "b/tuned-7b"),
            null,
            Parts.at(1),
            dev.tunewatch.events.Observation.FIRST_SEEN,
            new dev.tunewatch.events.Provenance("live", "test", null),
            childOf(ID)));
    Descent alone = DescentCodec.decode(last.get("lineage"));
    assertThat(alone.edges()).extracting(Descent.Edge::parent).containsExactly(ID);
    assertThat(alone.inherits()).isEmpty();

    put(claiming(2));
    Descent inheriting = DescentCodec.decode(last.get("lineage"));
    assertThat(inheriting.inherits()).extracting(Descent.Inherited::origin).containsExactly(ID);

    last.remove("lineage");
    put(claiming(2));
    assertThat(last).doesNotContainKey("lineage");

    put(Parts.listing("b/tuned-7b", 3));
    assertThat(last).containsKey("lineage");
    assertThat(last.get("lineage")).isNull();
  }

  private static dev.tunewatch.events.Listing childOf(String parent) {
    return new dev.tunewatch.events.Listing(
        "",
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(
            new dev.tunewatch.events.DeclaredParent(
                parent,
                dev.tunewatch.events.Relation.FINETUNE,
                dev.tunewatch.events.DeclaredParent.Source.TAG)),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  private static ReleasePart claiming(int minute) {
    return Parts.listing(ID, minute, "text-generation", "abliterated");
  }

  private static ReleasePart silent(int minute) {
    return Parts.listing(ID, minute, "text-generation");
  }

  private boolean scrubbed() {
    return Optional.ofNullable(last.get("assessment")).map(bytes -> assessment()).stream()
        .flatMap(assessment -> assessment.signals().stream())
        .anyMatch(signal -> signal.id() == SignalId.O4 && signal.flags());
  }

  private Assessment assessment() {
    try {
      return AssessmentCodec.decode(last.get("assessment"));
    } catch (MalformedEvent e) {
      throw new AssertionError(e);
    }
  }

  private History history() {
    try {
      return HistoryCodec.decode(last.get("history"));
    } catch (MalformedEvent e) {
      throw new AssertionError(e);
    }
  }

  private void put(ReleasePart... parts) {
    TestInputTopic<String, byte[]> topic = input("releases.v1");
    for (ReleasePart part : parts) {
      topic.pipeInput(part.key(), ReleasePartCodec.encode(part), part.observedAt());
      // A cluster that spoke within the second speaks when that is over.
      driver().advanceWallClockTime(Duration.ofMillis(1_100));
    }
    read();
  }

  private void remember(byte @Nullable [] history) {
    input("history.v1").pipeInput("huggingface:" + ID, history, Parts.START);
    read();
  }

  private TestInputTopic<String, byte[]> input(String name) {
    return driver()
        .createInputTopic("tunewatch." + name, new StringSerializer(), new ByteArraySerializer());
  }

  private void read() {
    read("assessments.v1", "assessment");
    read("history.v1", "history");
    read("lineage.v1", "lineage");
    read("dead-letters.v1", "dead-letter");
  }

  private void read(String topic, String as) {
    driver()
        .createOutputTopic(
            "tunewatch." + topic, new StringDeserializer(), new ByteArrayDeserializer())
        .readKeyValuesToList()
        .forEach(record -> last.put(as, record.value));
  }

  private void restart() {
    driver().close();
    last.clear();
    start(second.resolve(Integer.toString(++starts)));
  }

  private TopologyTestDriver driver() {
    return java.util.Objects.requireNonNull(driver);
  }

  private void start(Path state) {
    KafkaSettings kafka = KafkaSettings.local("127.0.0.1:1");
    Properties properties = StreamsProperties.of(StreamsConfig.in(state), kafka);
    driver =
        new TopologyTestDriver(
            new ReleaseTopology(
                    kafka,
                    RULES::examine,
                    new StreamsMetrics(new CollectorRegistry(), Clock.systemUTC()))
                .build(properties),
            properties,
            Parts.START);
  }
}
