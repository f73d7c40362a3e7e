package dev.tunewatch.topology;

import static dev.tunewatch.topology.Parts.card;
import static dev.tunewatch.topology.Parts.listing;
import static dev.tunewatch.topology.Parts.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Assessment.State;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.IdentityCodec;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import dev.tunewatch.events.Status;
import dev.tunewatch.events.Wish;
import dev.tunewatch.events.WishCodec;
import dev.tunewatch.topology.inspect.Totals;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReleaseTopologyTest {

  private final CollectorRegistry registry = new CollectorRegistry();
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> releases;
  private TestOutputTopic<String, byte[]> assessments;
  private TestOutputTopic<byte[], byte[]> deadLetters;
  private TestOutputTopic<String, byte[]> wishes;

  @BeforeEach
  void wire(@TempDir Path state) {
    KafkaSettings kafka = KafkaSettings.local("127.0.0.1:1");
    Properties properties = StreamsProperties.of(StreamsConfig.in(state), kafka);
    driver = new TopologyTestDriver(topology(kafka, properties), properties, Parts.START);
    releases =
        driver.createInputTopic(
            "tunewatch.releases.v1", new StringSerializer(), new ByteArraySerializer());
    assessments =
        driver.createOutputTopic(
            "tunewatch.assessments.v1", new StringDeserializer(), new ByteArrayDeserializer());
    deadLetters =
        driver.createOutputTopic(
            "tunewatch.dead-letters.v1", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    wishes =
        driver.createOutputTopic(
            "tunewatch.watch.v1", new StringDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void itsDescriptionIsTheOneThatWasReviewed(@TempDir Path state) throws IOException {
    KafkaSettings kafka = KafkaSettings.local("127.0.0.1:1");
    String described =
        new ReleaseTopology(
                    kafka,
                    new WordDetector(),
                    new StreamsMetrics(new CollectorRegistry(), Clock.systemUTC()))
                .build(StreamsProperties.of(StreamsConfig.in(state), kafka))
                .describe()
            + "\n";
    Path golden = Path.of("src/test/resources/topology.txt");
    if (Boolean.getBoolean("tunewatch.updateGolden")) {
      Files.writeString(golden, described);
    }
    assertThat(described).isEqualTo(Files.readString(golden));
  }

  @Nested
  class Inspecting {

    @Test
    void aFlaggedReleaseBecomesAnAssessmentOfItsCluster() {
      put(listing("maker/model", 1, "abliterated", "gguf"));

      Assessment assessment = onlyAssessment();
      assertThat(assessment.clusterId()).isEqualTo("huggingface:model");
      assertThat(assessment.state()).isEqualTo(State.ACTIVE);
      assertThat(assessment.severity()).isEqualTo(Severity.P2);
      assertThat(assessment.signals())
          .extracting(Signal::id)
          .containsExactly(SignalId.C2, SignalId.V1);
      assertThat(assessment.rules()).isEqualTo("words-1");
      assertThat(assessment.observedAt()).isEqualTo(Parts.at(1));
      assertThat(assessment.memberCount()).isOne();
    }

    @Test
    void aReleaseWithoutAFlagIsCountedAndToldToNobody() {
      put(listing("maker/model", 1, "gguf"));

      assertThat(assessments.isEmpty()).isTrue();
      assertThat(totals()).isEqualTo(new Totals(1, 0));
    }

    @Test
    void aCardObservedLaterIsMergedWithTheListing() {
      put(listing("maker/model", 1, "gguf"));
      put(card("maker/model", 2, "this is uncensored"));

      Assessment assessment = onlyAssessment();
      assertThat(assessment.signals())
          .extracting(Signal::id)
          .containsExactly(SignalId.C2, SignalId.V2);
      assertThat(assessment.observedAt()).isEqualTo(Parts.at(2));
      assertThat(totals()).isEqualTo(new Totals(1, 1));
    }

    @Test
    void theSamePartTwiceIsToldOnce() {
      put(listing("maker/model", 1, "abliterated"));
      put(listing("maker/model", 1, "abliterated"));

      assertThat(assessments.readValuesToList()).hasSize(1);
    }

    @Test
    void aReleaseThatIsNoLongerFlaggedWithdrawsItsCluster() {
      put(listing("maker/model", 1, "abliterated"));
      put(listing("maker/model", 2, "abliterated", "safety"));

      Assessment last = lastAssessment();
      assertThat(last.state()).isEqualTo(State.WITHDRAWN);
      assertThat(last.reason()).isEqualTo("no longer flagged");
      assertThat(last.memberCount()).isZero();
      assertThat(totals()).isEqualTo(new Totals(1, 0));
    }

    @Test
    void aReleaseFlaggedAgainBringsItsClusterBack() {
      put(listing("maker/model", 1, "abliterated"));
      byte[] first = assessments.readValue();
      put(listing("maker/model", 2, "safety"));
      put(listing("maker/model", 1, "abliterated"));

      assertThat(assessments.readValuesToList()).last().isEqualTo(first);
    }

    @Test
    void aReleaseThatChangesItsClusterLeavesTheOldOneSuperseded() {
      put(listing("maker/model", 1, "abliterated"));
      put(listing("maker/model", 2, "abliterated", "key:other"));

      List<Assessment> all = assessments();
      assertThat(all)
          .filteredOn(each -> each.clusterId().equals("huggingface:model"))
          .last()
          .satisfies(
              old -> {
                assertThat(old.state()).isEqualTo(State.SUPERSEDED);
                assertThat(old.supersededBy()).isEqualTo("huggingface:other");
              });
      assertThat(all)
          .filteredOn(each -> each.clusterId().equals("huggingface:other"))
          .last()
          .extracting(Assessment::state)
          .isEqualTo(State.ACTIVE);
    }

    @Test
    void aTombstoneTakesOnePartAway() {
      put(listing("maker/model", 1, "gguf"));
      put(card("maker/model", 2, "uncensored"));
      releases.pipeInput("huggingface:maker/model#card", null, Parts.at(3));

      assertThat(lastAssessment().state()).isEqualTo(State.WITHDRAWN);
      assertThat(totals()).isEqualTo(new Totals(1, 0));
    }

    @Test
    void tombstonesOfAllPartsTakeTheReleaseAway() {
      put(listing("maker/model", 1, "abliterated"));
      releases.pipeInput("huggingface:maker/model#listing", null, Parts.at(3));

      Assessment last = lastAssessment();
      assertThat(last.state()).isEqualTo(State.WITHDRAWN);
      assertThat(last.reason()).isEqualTo("deleted from the record");
      assertThat(last.observedAt()).isEqualTo(Parts.at(3));
      assertThat(last.rules()).isEqualTo("words-1");
      assertThat(totals()).isEqualTo(Totals.ZERO);
    }

    @ParameterizedTest
    @EnumSource(Status.State.class)
    void whatBecameOfANameTakesNothingBack(Status.State state) {
      put(listing("maker/model", 1, "abliterated"));
      Assessment before = onlyAssessment();
      put(status("maker/model", 2, state));

      assertThat(assessments())
          .allSatisfy(
              after -> {
                assertThat(after.state()).isEqualTo(State.ACTIVE);
                assertThat(after.signals()).isEqualTo(before.signals());
                assertThat(after.memberCount()).isOne();
              });
      assertThat(deadLetters.isEmpty()).isTrue();
      assertThat(totals()).isEqualTo(new Totals(1, 1));
    }

    @Test
    void aRenameWithinItsClusterStaysOneAlert() {
      put(listing("maker/model", 1, "abliterated"));
      put(listing("other/model", 2, "abliterated"));
      put(status("maker/model", 2, Status.State.RENAMED));
      Identity identity =
          new Identity("huggingface", "id", "other/model", List.of("maker/model"), Parts.at(2));
      releases.pipeInput(identity.key(), IdentityCodec.encode(identity), Parts.at(2));

      assertThat(assessments())
          .extracting(Assessment::clusterId)
          .containsOnly("huggingface:model")
          .hasSizeGreaterThan(1);
      assertThat(deadLetters.isEmpty()).isTrue();
      assertThat(totals()).isEqualTo(new Totals(2, 2));
    }

    @Test
    void anAssessmentCarriesCloudEventHeadersAndTheTimeOfItsObservation() {
      put(listing("maker/model", 7, "abliterated"));

      TestRecord<String, byte[]> record = assessments.readRecord();
      assertThat(record.key()).isEqualTo("huggingface:model");
      assertThat(record.getRecordTime()).isEqualTo(Parts.at(7));
      assertThat(header(record.headers().lastHeader("ce_type")))
          .isEqualTo("dev.tunewatch.assessment");
      assertThat(header(record.headers().lastHeader("ce_id")))
          .matches("huggingface:model@[0-9a-f]{32}");
      assertThat(header(record.headers().lastHeader("ce_time"))).isEqualTo("2026-01-10T00:07:00Z");
    }
  }

  @Nested
  class Joining {

    private final ReleasePart listing = listing("maker/model", 1, "abliterated");
    private final ReleasePart card = card("maker/model", 2, "this is uncensored");

    @Test
    void aPartLeavesTheInspectionToTheNextOneOfItsRelease() {
      putBefore(listing, card);
      assertThat(assessments.isEmpty()).isTrue();
      assertThat(totals()).isEqualTo(Totals.ZERO);

      put(card);
      assertThat(totals()).isEqualTo(new Totals(1, 1));
      assertThat(onlyAssessment().signals())
          .as("told once, of both parts")
          .extracting(Signal::id)
          .containsExactly(SignalId.V1, SignalId.V2);
      assertThat(joined()).isEqualTo(1);
    }

    @Test
    void aNextPartThatRepeatsWhatIsStoredNeverComesSoNothingIsLeftToIt() {
      put(card);
      putBefore(listing, card);

      assertThat(lastAssessment().signals())
          .extracting(Signal::id)
          .containsExactly(SignalId.V1, SignalId.V2);
      assertThat(joined()).isZero();
      assertThat(inspected()).isEqualTo(2);
    }

    @Test
    void aNextPartThatCannotBeReadStillBringsTheInspection() {
      byte[] torn = "{".getBytes(UTF_8);
      putBefore(listing, card.key(), torn);
      releases.pipeInput(card.key(), torn, Parts.at(2));

      assertThat(onlyDeadLetter().key()).isEqualTo(card.key().getBytes(UTF_8));
      assertThat(onlyAssessment().state()).isEqualTo(State.ACTIVE);
      assertThat(joined()).isEqualTo(1);
    }

    @Test
    void whatReplacesAWaitingPartCountsInItsPlace() {
      putBefore(listing, card);
      put(listing("maker/model", 3));
      put(card);

      assertThat(lastAssessment().signals()).extracting(Signal::id).containsExactly(SignalId.V2);
    }

    @Test
    void aWaitingPartThatIsDeletedIsNotInspected() {
      putBefore(listing, card);
      releases.pipeInput(listing.key(), null, Parts.at(3));
      put(card);

      assertThat(assessments.readValuesToList())
          .noneMatch(assessment -> new String(assessment, UTF_8).contains("abliterated"));
    }

    private void putBefore(ReleasePart part, ReleasePart next) {
      putBefore(part, next.key(), ReleasePartCodec.encode(next));
    }

    private void putBefore(ReleasePart part, String nextKey, byte[] next) {
      RecordHeaders headers = new RecordHeaders();
      NextPart.tell(headers, nextKey.getBytes(UTF_8), next);
      releases.pipeInput(
          new TestRecord<>(part.key(), ReleasePartCodec.encode(part), headers, part.observedAt()));
      driver.advanceWallClockTime(Duration.ofMillis(1_100));
    }

    private double joined() {
      return registry.getSampleValue("tunewatch_streams_joined_parts_total");
    }

    private double inspected() {
      return registry.getSampleValue("tunewatch_streams_inspected_total");
    }
  }

  @Nested
  class Wishing {

    @Test
    void aReleaseIsWishedAgainOnceWhenItIsFlaggedAndOnceWhenItIsNoMore() throws Exception {
      put(listing("maker/plain", 1, "gguf"));
      put(listing("maker/model", 1, "abliterated"));
      put(listing("maker/model", 2, "abliterated", "gguf"));
      put(card("maker/model", 3, "uncensored"));
      put(listing("maker/model", 4, "gguf"));
      put(card("maker/model", 5, "nothing"));
      put(card("maker/model", 6, "nothing at all"));

      List<TestRecord<String, byte[]>> records = wishes.readRecordsToList();
      assertThat(records).extracting(TestRecord::key).containsOnly("huggingface:maker/model");
      List<Wish> wished = new ArrayList<>();
      for (TestRecord<String, byte[]> record : records) {
        wished.add(WishCodec.decode(record.value()));
      }
      assertThat(wished)
          .containsExactly(
              Wish.recheck(wished.get(0).release(), Wish.Reason.FLAGGED, Parts.at(1)),
              Wish.recheck(wished.get(0).release(), Wish.Reason.NO_LONGER_FLAGGED, Parts.at(5)));
      assertThat(header(records.get(0).headers().lastHeader("ce_type")))
          .isEqualTo("dev.tunewatch.wish");
    }

    @Test
    void aNameOfWhichOnlyItsEndIsKnownIsNotInspected() {
      put(status("maker/abliterated", 1, Status.State.REMOVED));

      assertThat(assessments.isEmpty()).isTrue();
      assertThat(wishes.isEmpty()).isTrue();
      assertThat(totals()).isEqualTo(Totals.ZERO);
    }
  }

  @Nested
  class Refusing {

    @Test
    void bytesThatAreNoJsonAreKeptAndStopNothing() {
      releases.pipeInput("huggingface:a/b#listing", "{\"v\":1".getBytes(UTF_8), Parts.at(1));
      put(listing("maker/model", 2, "abliterated"));

      DeadLetter letter = onlyDeadLetter();
      assertThat(letter.stage()).isEqualTo("inspect");
      assertThat(letter.reason()).isEqualTo("malformed");
      assertThat(letter.position()).startsWith("tunewatch.releases.v1-0@");
      assertThat(letter.key()).isEqualTo("huggingface:a/b#listing".getBytes(UTF_8));
      assertThat(letter.value()).isEqualTo("{\"v\":1".getBytes(UTF_8));
      assertThat(assessments()).hasSize(1);
      assertThat(refused("inspect", "malformed")).isEqualTo(1.0);
    }

    @Test
    void aValueUnderAForeignKeyIsAMismatch() {
      releases.pipeInput(
          "huggingface:victim/model#listing",
          ReleasePartCodec.encode(listing("maker/model", 1, "abliterated")),
          Parts.at(1));

      assertThat(onlyDeadLetter().reason()).isEqualTo("key_mismatch");
      assertThat(assessments.isEmpty()).isTrue();
      assertThat(totals()).isEqualTo(Totals.ZERO);
    }

    @Test
    void aKeyThatIsNoneIsMalformed() {
      releases.pipeInput("no key at all", "{}".getBytes(UTF_8), Parts.at(1));
      releases.pipeInput("huggingface:a/b#novel", "{}".getBytes(UTF_8), Parts.at(1));

      assertThat(deadLetters()).extracting(DeadLetter::reason).containsOnly("malformed").hasSize(2);
    }

    @Test
    void anOversizeValueIsRefusedWithoutItsBody() {
      releases.pipeInput("huggingface:a/b#card", new byte[4 * 1024 * 1024 + 1], Parts.at(1));

      DeadLetter letter = onlyDeadLetter();
      assertThat(letter.reason()).isEqualTo("malformed");
      assertThat(letter.value()).isNull();
    }

    @Test
    void aFailingDetectorIsNotANoMatch() {
      put(listing("maker/model", 1, "abliterated"));
      put(listing("maker/model", 2, "explode"));

      assertThat(onlyDeadLetter().reason()).isEqualTo("detector_failed");
      assertThat(assessments()).extracting(Assessment::state).containsExactly(State.ACTIVE);
      assertThat(totals()).isEqualTo(new Totals(1, 1));
    }

    @Test
    void nothingIsTakenBackWhileAPartCannotBeRead() {
      put(listing("maker/model", 1, "gguf"));
      put(card("maker/model", 2, "uncensored"));
      releases.pipeInput("huggingface:maker/model#card", "broken".getBytes(UTF_8), Parts.at(3));
      put(listing("maker/model", 4, "gguf", "more"));

      assertThat(assessments()).extracting(Assessment::state).containsOnly(State.ACTIVE);
    }

    @Test
    void aFindingThatCannotBeReadIsKeptAndStopsNothing() {
      TestInputTopic<String, byte[]> findings =
          driver.createInputTopic(
              "tunewatch.streams-findings-repartition",
              new StringSerializer(),
              new ByteArraySerializer());
      findings.pipeInput("huggingface:model", "{}".getBytes(UTF_8));
      put(listing("maker/model", 1, "abliterated"));

      assertThat(onlyDeadLetter().stage()).isEqualTo("cluster");
      assertThat(assessments()).hasSize(1);
    }
  }

  private Topology topology(KafkaSettings kafka, Properties properties) {
    return new ReleaseTopology(
            kafka,
            new WordDetector(),
            new StreamsMetrics(registry, Clock.fixed(Parts.START, ZoneOffset.UTC)))
        .build(properties);
  }

  private void put(ReleasePart part) {
    releases.pipeInput(part.key(), ReleasePartCodec.encode(part), part.observedAt());
    // A cluster that spoke within the second speaks when that is over.
    driver.advanceWallClockTime(Duration.ofMillis(1_100));
  }

  private List<Assessment> assessments() {
    return assessments.readValuesToList().stream().map(ReleaseTopologyTest::assessment).toList();
  }

  private Assessment onlyAssessment() {
    List<Assessment> all = assessments();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private Assessment lastAssessment() {
    List<Assessment> all = assessments();
    return all.get(all.size() - 1);
  }

  private List<DeadLetter> deadLetters() {
    return deadLetters.readRecordsToList().stream()
        .map(record -> DeadLetter.of(record.headers(), record.key(), record.value()))
        .toList();
  }

  private DeadLetter onlyDeadLetter() {
    List<DeadLetter> all = deadLetters();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private Totals totals() {
    Totals totals = driver.<String, Totals>getKeyValueStore(ReleaseTopology.TOTALS).get("0");
    return totals == null ? Totals.ZERO : totals;
  }

  private double refused(String stage, String reason) {
    Double value =
        registry.getSampleValue(
            "tunewatch_dead_letters_total",
            new String[] {"stage", "reason"},
            new String[] {stage, reason});
    return value == null ? -1 : value;
  }

  private static Assessment assessment(byte[] value) {
    try {
      return AssessmentCodec.decode(value);
    } catch (dev.tunewatch.events.MalformedEvent e) {
      throw new AssertionError(e);
    }
  }

  private static String header(Header header) {
    return new String(header.value(), UTF_8);
  }
}
