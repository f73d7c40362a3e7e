package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.Descent;
import dev.tunewatch.assessments.DescentCodec;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.MalformedEvent;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories over a real broker, the service killed and started anew at random points and
 * joined by a second one in a burst, end where the oracle does.
 */
@Tag("long")
class HistoriesServiceTest {

  private static final int RELEASES = 60;

  private static EmbeddedBroker broker;

  @BeforeAll
  static void start(@TempDir Path data) throws IOException {
    broker = EmbeddedBroker.start(data, 0);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {20_261_126, 20_261_127, 20_261_128, 20_261_129, 20_261_130})
  void aHistoryWithKillsAndARebalanceEndsInTheStateOfTheOracle(
      long seed, @TempDir Path one, @TempDir Path two) throws Exception {
    System.err.printf("history of seed %d%n", seed);
    Random random = new Random(seed);
    PartHistory history = new PartHistory(seed, RELEASES);
    FamiliesAtRest oracle = new FamiliesAtRest(history.last());
    assertThat(oracle.clusters()).hasSizeGreaterThan(8);
    assertThat(oracle.lineage()).hasSizeGreaterThan(30);
    List<PartHistory.Step> steps = history.steps();
    int first = steps.size() / 4 + random.nextInt(steps.size() / 4);
    int second = first + steps.size() / 4;
    Installation installation = Installation.on(broker.bootstrapServers());

    installation.publishSteps(steps.subList(0, first));
    Process process = installation.child(one);
    try {
      awaitMessages(installation, 1 + random.nextInt(40));
    } finally {
      kill(process);
    }
    int atTheKill = messages(installation);

    installation.publishSteps(steps.subList(first, second));
    // A lost disk is restored from the topics, one that is there is taken up.
    Process again = installation.child(random.nextBoolean() ? one : one.resolve("another"));
    CollectorRegistry registry = new CollectorRegistry();
    try (StreamsService joining =
        installation.service(new StreamsConfig(two, Profile.LATENCY, 1), registry)) {
      try {
        awaitMessages(installation, atTheKill + 1 + random.nextInt(40));
        joining.start();
        installation.publishSteps(steps.subList(second, steps.size()));
        int some = random.nextInt(9);
        // Both work now: tasks of the one that runs are given to the one that came.
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> counted(registry, "tunewatch_streams_inspected_total") > some);
        assertThat(again.isAlive()).as("two instances").isTrue();
      } finally {
        kill(again);
      }
      installation.awaitCaughtUp(joining);
      assertAtRest(installation, oracle);
    }

    // Whoever is started again where everything was done finds nothing to do.
    int said = installation.read(StreamsTopics.ASSESSMENTS).size();
    try (StreamsService last = installation.service(two)) {
      last.start();
      installation.awaitCaughtUp(last);
    }
    assertThat(installation.read(StreamsTopics.ASSESSMENTS)).hasSize(said);
    assertThat(messages(installation)).as("work after the kill").isGreaterThan(atTheKill);
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
    assertThat(process.exitValue()).as("killed by signal 9, not ended").isEqualTo(137);
    assertThat(ProcessHandle.of(process.pid())).as("the process is gone").isEmpty();
  }

  private static void awaitMessages(Installation installation, int many) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> messages(installation) >= many);
  }

  private static int messages(Installation installation) {
    return installation.read(StreamsTopics.LINEAGE_MESSAGES).size();
  }

  private static double counted(CollectorRegistry registry, String metric) {
    return Objects.requireNonNullElse(registry.getSampleValue(metric), 0.0);
  }

  private static void assertAtRest(Installation installation, FamiliesAtRest oracle)
      throws MalformedEvent {
    Map<String, Assessment> last = new HashMap<>();
    for (var record : installation.read(StreamsTopics.ASSESSMENTS)) {
      last.put(Installation.text(record.key()), AssessmentCodec.decode(record.value()));
    }
    assertThat(Resting.clusters(last.values())).isEqualTo(oracle.clusters());
    Map<String, Descent> lineage = new TreeMap<>();
    for (var record : installation.read(StreamsTopics.LINEAGE)) {
      if (record.value() == null) {
        lineage.remove(Installation.text(record.key()));
      } else {
        lineage.put(Installation.text(record.key()), DescentCodec.decode(record.value()));
      }
    }
    assertThat(lineage).isEqualTo(oracle.lineage());
    assertThat(installation.read(IngestTopics.DEAD_LETTERS)).isEmpty();
  }
}
