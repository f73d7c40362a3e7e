package dev.tunewatch.topology;

import static dev.tunewatch.topology.Parts.card;
import static dev.tunewatch.topology.Parts.listing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.events.ComponentHealth;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.ReleasePart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service against a real broker; each test is an installation of its own. */
class StreamsServiceTest {

  private static final int RELEASES = 600;
  private static final int CLUSTERS = 40;

  private static EmbeddedBroker broker;

  /** What an uninterrupted run over all parts leaves at rest. */
  private static Map<String, String> expected;

  @BeforeAll
  static void uninterruptedRun(@TempDir Path data, @TempDir Path state) throws IOException {
    broker = EmbeddedBroker.start(data, 0);
    Installation installation = installation();
    installation.publish(parts());
    run(installation, state);
    expected = installation.assessments();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void whatIsAtRestIsWhatASimpleCountSays() throws MalformedEvent {
    Map<String, Set<String>> read = new TreeMap<>();
    for (Map.Entry<String, String> each : expected.entrySet()) {
      Assessment assessment = AssessmentCodec.decode(each.getValue().getBytes(UTF_8));
      Set<String> members = new TreeSet<>();
      for (Member member : assessment.members()) {
        members.add(member.release().id());
      }
      read.put(each.getKey(), members);
    }

    Map<String, Set<String>> counted = new TreeMap<>();
    for (int i = 0; i < RELEASES; i++) {
      if (i % 3 == 0 || i % 5 == 0) {
        counted
            .computeIfAbsent("huggingface:model-" + i % CLUSTERS, key -> new TreeSet<>())
            .add(id(i));
      }
    }
    assertThat(read).isEqualTo(counted);
  }

  @Test
  void theSummaryCountsTheStateAndSurvivesAReplayOfTheInput(@TempDir Path state) {
    Installation installation = installation();
    installation.publish(parts());
    run(installation, state);
    installation.publish(parts());

    try (StreamsService service = installation.service(state)) {
      service.start();
      installation.awaitCaughtUp(service);
      assertThat(service.summary()).isEqualTo(new StreamsSummary(RELEASES, 280, 0));
      assertThat(service.check()).containsExactly(ComponentHealth.ready("streams", "running"));
    }
    assertThat(installation.assessments()).isEqualTo(expected);
  }

  @Test
  void theHubIsNotKeptTwice(@TempDir Path state) {
    Installation installation = installation();
    run(installation, state);

    assertThat(installation.topics())
        .filteredOn(topic -> topic.startsWith(installation.kafka.named("streams-")))
        .extracting(topic -> topic.substring(installation.kafka.named("streams-").length()))
        .containsExactlyInAnyOrder(
            "findings-repartition",
            "told-changelog",
            "family-nodes-changelog",
            "family-links-changelog",
            "totals-changelog",
            "histories-changelog",
            "members-changelog",
            "clusters-changelog",
            "verdicts-changelog",
            "due-changelog");
  }

  @Test
  void anotherOrderAndARestartInTheMiddleLeaveTheSameBytes(@TempDir Path state) {
    Installation installation = installation();
    List<ReleasePart> parts = shuffled();
    installation.publish(parts.subList(0, RELEASES));
    run(installation, state);
    installation.publish(parts.subList(RELEASES, parts.size()));
    run(installation, state);

    assertThat(installation.assessments()).isEqualTo(expected);
  }

  @Test
  void aLostStateDirectoryIsRestoredFromTheTopics(@TempDir Path first, @TempDir Path second) {
    Installation installation = installation();
    List<ReleasePart> parts = shuffled();
    installation.publish(parts.subList(0, RELEASES));
    run(installation, first);
    installation.publish(parts.subList(RELEASES, parts.size()));
    StreamsSummary summary = run(installation, second);

    assertThat(installation.assessments()).isEqualTo(expected);
    assertThat(summary.assessed()).isEqualTo(RELEASES);
  }

  @Test
  void aMalformedRecordInTheMiddleStopsNothing(@TempDir Path state) {
    Installation installation = installation();
    List<ReleasePart> parts = parts();
    installation.publish(parts.subList(0, RELEASES));
    installation.publishRaw("huggingface:broken/one#listing", "{\"v\":".getBytes(UTF_8));
    installation.publish(parts.subList(RELEASES, parts.size()));
    StreamsSummary summary = run(installation, state);

    assertThat(summary.deadLetters()).isOne();
    assertThat(installation.assessments()).isEqualTo(expected);
    assertThat(installation.read(IngestTopics.DEAD_LETTERS))
        .singleElement()
        .satisfies(
            record -> {
              DeadLetter letter = DeadLetter.of(record.headers(), record.key(), record.value());
              assertThat(letter.reason()).isEqualTo("malformed");
              assertThat(letter.value()).isEqualTo("{\"v\":".getBytes(UTF_8));
            });
  }

  @Test
  void killedInTheMiddleItGoesOnAndLosesNothing(@TempDir Path state)
      throws IOException, InterruptedException {
    Installation installation = installation();
    installation.publish(shuffled());
    Process process = installation.child(state);
    try {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> installation.read(StreamsTopics.ASSESSMENTS).size() > 20);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).isEqualTo(137);
    assertThat(installation.assessments()).as("killed in the middle").isNotEqualTo(expected);
    StreamsSummary summary = run(installation, state);

    assertThat(installation.assessments()).isEqualTo(expected);
    assertThat(summary.assessed()).isEqualTo(RELEASES);
    assertThat(summary.flagged()).isEqualTo(280);
  }

  @Test
  void aMissingTopicIsToldAndFailsTheService(@TempDir Path state) {
    Installation installation = installation();
    try (var admin = dev.tunewatch.bus.Clients.admin(installation.kafka)) {
      var unused =
          admin.deleteTopics(List.of(installation.kafka.named(IngestTopics.RELEASES.name())));
    }
    try (StreamsService service = installation.service(state)) {
      service.start();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> service.failed().isCompletedExceptionally());
      ComponentHealth health = service.check().get(0);
      assertThat(health.ready()).isFalse();
      assertThat(health.reason()).startsWith("died: MissingSourceTopicException");
      assertThat(service.caughtUp()).isFalse();
    }
  }

  private static Installation installation() {
    return Installation.on(broker.bootstrapServers());
  }

  private static StreamsSummary run(Installation installation, Path state) {
    try (StreamsService service = installation.service(state)) {
      service.start();
      installation.awaitCaughtUp(service);
      return service.summary();
    }
  }

  /** Each third release is flagged by its tags, each fifth by its card, most have both parts. */
  private static List<ReleasePart> parts() {
    List<ReleasePart> parts = new ArrayList<>();
    for (int i = 0; i < RELEASES; i++) {
      String key = "key:model-" + i % CLUSTERS;
      parts.add(
          i % 3 == 0 ? listing(id(i), i, key, "abliterated") : listing(id(i), i, key, "gguf"));
    }
    for (int i = 0; i < RELEASES; i++) {
      parts.add(card(id(i), i + 5, i % 5 == 0 ? "an uncensored model" : "a model"));
    }
    return parts;
  }

  /** Listings first, since a card alone does not say the key; otherwise any order. */
  private static List<ReleasePart> shuffled() {
    List<ReleasePart> parts = parts();
    long seed = System.nanoTime();
    System.err.println("shuffled with seed " + seed);
    Random random = new Random(seed);
    Collections.shuffle(parts.subList(0, RELEASES), random);
    Collections.shuffle(parts.subList(RELEASES, parts.size()), random);
    return parts;
  }

  private static String id(int i) {
    return "maker-" + i % 7 + "/model-" + i;
  }
}
