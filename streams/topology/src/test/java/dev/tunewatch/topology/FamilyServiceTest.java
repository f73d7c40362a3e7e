package dev.tunewatch.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.Descent;
import dev.tunewatch.assessments.DescentCodec;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Families over a real broker: two partitions, several orders, two instances in a burst, and a kill
 * in the middle of the loop end in what {@link FamiliesAtRest} works out of the same releases.
 */
class FamilyServiceTest {

  private static final int RELEASES = 240;
  private static final long SEED = 20_261_126;

  private static EmbeddedBroker broker;
  private static Map<String, Set<String>> expected;
  private static Map<String, Descent> lineage;

  @BeforeAll
  static void start(@TempDir Path data) throws IOException {
    broker = EmbeddedBroker.start(data, 0);
    Map<String, Map<PartKind, ReleasePart>> last = new TreeMap<>();
    parts()
        .forEach(
            part ->
                last.computeIfAbsent(part.release().id(), id -> new TreeMap<>())
                    .put(part.body().part(), part));
    FamiliesAtRest oracle = new FamiliesAtRest(last);
    expected = oracle.clusters();
    lineage = oracle.lineage();
    assertThat(expected).hasSizeGreaterThan(60);
    assertThat(lineage.values()).anyMatch(descent -> descent.identical() != null);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void aRunEndsInWhatTheOracleComputes(@TempDir Path state) throws MalformedEvent {
    Installation installation = Installation.on(broker.bootstrapServers());
    installation.publish(parts());
    run(installation, state);

    assertAtRest(installation);
  }

  @Test
  void soDoesEveryOrderWithARestartAndRetractedParents(@TempDir Path state) throws MalformedEvent {
    Installation installation = Installation.on(broker.bootstrapServers());
    // First every release says that it was removed; then each takes back what is not so.
    List<ReleasePart> accused = new ArrayList<>();
    for (int i = 0; i < RELEASES; i++) {
      accused.add(Parts.holding(id(i), 1, weights(i + 1), tags(i, true)));
    }
    Collections.shuffle(accused, new Random(SEED));
    installation.publish(accused);
    run(installation, state);
    assertThat(active(installation)).isNotEqualTo(expected);

    List<ReleasePart> shuffled = shuffled(1);
    installation.publish(shuffled.subList(0, RELEASES / 2));
    run(installation, state);
    installation.publish(shuffled.subList(RELEASES / 2, RELEASES));
    run(installation, state);

    assertAtRest(installation);
  }

  @Test
  void soDoTwoInstancesOfWhichOneComesInTheBurst(@TempDir Path one, @TempDir Path two)
      throws MalformedEvent {
    Installation installation = Installation.on(broker.bootstrapServers());
    List<ReleasePart> shuffled = shuffled(2);
    List<ReleasePart> rest = shuffled.subList(RELEASES / 2, RELEASES);
    installation.publish(shuffled.subList(0, RELEASES / 2));
    CollectorRegistry registry = new CollectorRegistry();
    try (StreamsService first = installation.service(one)) {
      first.start();
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> !installation.read(StreamsTopics.LINEAGE_MESSAGES).isEmpty());
      try (StreamsService second =
          installation.service(new StreamsConfig(two, Profile.LATENCY, 1), registry)) {
        second.start();
        // Until it has its share of the tasks the burst goes on; what is said twice is said once.
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () -> {
                  installation.publish(rest);
                  return inspected(registry) > 0;
                });
        installation.awaitCaughtUp(second);
      }
      installation.awaitCaughtUp(first);
    }

    assertAtRest(installation);
  }

  private static double inspected(CollectorRegistry registry) {
    return Objects.requireNonNullElse(
        registry.getSampleValue("tunewatch_streams_inspected_total"), 0.0);
  }

  @Test
  void soDoesOneThatWasKilledInTheLoop(@TempDir Path state) throws Exception {
    Installation installation = Installation.on(broker.bootstrapServers());
    installation.publish(shuffled(3));
    Process process = installation.child(state);
    try {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> installation.read(StreamsTopics.LINEAGE_MESSAGES).size() > 60);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).isEqualTo(137);
    assertThat(active(installation)).as("killed in the middle").isNotEqualTo(expected);
    run(installation, state);

    assertAtRest(installation);
  }

  /** A forest with circles: most come from an earlier one, some from a later one or a copy. */
  private static String[] tags(int i, boolean accused) {
    Random random = new Random(SEED + i);
    List<String> tags = new ArrayList<>();
    if (i > 0) {
      int parent = random.nextInt(10) == 0 ? random.nextInt(RELEASES) : random.nextInt(i);
      String how = random.nextInt(3) == 0 ? "copy:" : "from:";
      String name = id(parent);
      tags.add(how + (random.nextInt(8) == 0 ? name.toUpperCase(java.util.Locale.ROOT) : name));
      if (random.nextInt(6) == 0) {
        tags.add("from:" + id(random.nextInt(RELEASES)));
      }
    }
    if (accused || random.nextInt(12) == 0) {
      tags.add("abliterated");
    }
    return tags.toArray(String[]::new);
  }

  /** Every fifth has the weights of some others. */
  private static String weights(int i) {
    return String.format("%064x", i % 5 == 0 ? i % 4 : i + 100);
  }

  private static String id(int i) {
    return "maker" + i % 7 + "/model-" + i;
  }

  private static List<ReleasePart> parts() {
    List<ReleasePart> parts = new ArrayList<>();
    for (int i = 0; i < RELEASES; i++) {
      parts.add(Parts.holding(id(i), 2, weights(i), tags(i, false)));
    }
    return parts;
  }

  private static List<ReleasePart> shuffled(int order) {
    List<ReleasePart> parts = parts();
    Collections.shuffle(parts, new Random(SEED + order));
    return parts;
  }

  private static Map<String, Set<String>> active(Installation installation) throws MalformedEvent {
    List<Assessment> last = new ArrayList<>();
    for (String assessment : installation.assessments().values()) {
      last.add(AssessmentCodec.decode(assessment.getBytes(UTF_8)));
    }
    return Resting.clusters(last);
  }

  private static void assertAtRest(Installation installation) throws MalformedEvent {
    assertThat(active(installation)).isEqualTo(expected);
    Map<String, Descent> descents = new TreeMap<>();
    for (var record : installation.read(StreamsTopics.LINEAGE)) {
      if (record.value() == null) {
        descents.remove(Installation.text(record.key()));
      } else {
        descents.put(Installation.text(record.key()), DescentCodec.decode(record.value()));
      }
    }
    assertThat(descents).isEqualTo(lineage);
  }

  private static void run(Installation installation, Path state) {
    try (StreamsService service = installation.service(state)) {
      service.start();
      installation.awaitCaughtUp(service);
    }
  }
}
