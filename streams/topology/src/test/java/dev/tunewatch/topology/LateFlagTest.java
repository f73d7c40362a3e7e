package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.detect.Inspector;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.events.ReleasePart;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A base of ten thousand descendants becomes flagged late and is cleared again, on a real broker
 * with the real detector; records and causes are counted and seconds printed.
 */
@Tag("long")
class LateFlagTest {

  private static final int DESCENDANTS = 10_000;
  private static final String BASE = "maker/base-7b";

  @Test
  void eachAffectedClusterSpeaksOnceAndAllNameOneCause(@TempDir Path data, @TempDir Path state)
      throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
      Installation installation = Installation.on(broker.bootstrapServers());
      try (StreamsService service =
          installation.service(
              new StreamsConfig(state, Profile.LATENCY, 2),
              new Inspector(RuleBook.bundled())::examine,
              new CollectorRegistry())) {
        service.start();
        installation.publish(family());
        installation.awaitCaughtUp(service);
        assertThat(installation.read(StreamsTopics.ASSESSMENTS)).isEmpty();

        List<ConsumerRecord<byte[], byte[]>> flagged =
            after(installation, service, Parts.derived(BASE, 2, null, "abliterated"));
        Map<String, Integer> said = counted(flagged);
        assertThat(said).hasSize(1 + DESCENDANTS);
        // Its own removal is news at once; how far its uploader reaches has to be asked for, and
        // what that changes in the score of its cluster is said once more.
        assertThat(said.remove("huggingface:" + BASE)).isBetween(1, 2);
        assertThat(said.values()).containsOnly(1);
        assertThat(causes(flagged)).hasSize(1);

        List<ConsumerRecord<byte[], byte[]>> cleared =
            after(installation, service, Parts.derived(BASE, 3, null));
        assertThat(counted(cleared)).hasSize(1 + DESCENDANTS);
        assertThat(counted(cleared).values()).containsOnly(1);
        assertThat(causes(cleared)).hasSize(1);
        assertThat(cleared)
            .allMatch(
                record ->
                    DrivenTopology.assessment(record.value()).state()
                        == Assessment.State.WITHDRAWN);
      }
    }
  }

  /** What was said after one more record, in all partitions. */
  private static List<ConsumerRecord<byte[], byte[]>> after(
      Installation installation, StreamsService service, ReleasePart part) {
    Set<String> before = new HashSet<>();
    installation.read(StreamsTopics.ASSESSMENTS).forEach(record -> before.add(place(record)));
    long start = System.nanoTime();
    installation.publish(List.of(part));
    installation.awaitCaughtUp(service);
    System.err.printf(
        "%d descendants reached and at rest after %.1f s%n",
        DESCENDANTS, (System.nanoTime() - start) / 1e9);
    return installation.read(StreamsTopics.ASSESSMENTS).stream()
        .filter(record -> !before.contains(place(record)))
        .toList();
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.partition() + ":" + record.offset();
  }

  private static Map<String, Integer> counted(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Integer> counted = new TreeMap<>();
    records.forEach(record -> counted.merge(Installation.text(record.key()), 1, Integer::sum));
    return counted;
  }

  private static Set<String> causes(List<ConsumerRecord<byte[], byte[]>> records) {
    Set<String> causes = new HashSet<>();
    records.forEach(record -> causes.add(Cause.of(record.headers())));
    return causes;
  }

  /** Half are made of the base itself, half of one of those. */
  private static List<ReleasePart> family() {
    List<ReleasePart> parts = new ArrayList<>();
    parts.add(Parts.derived(BASE, 1, null));
    parts.add(Parts.derived("maker/other-7b", 1, null));
    for (int i = 0; i < DESCENDANTS; i++) {
      String parent = i < DESCENDANTS / 2 ? BASE : id(i - DESCENDANTS / 2);
      parts.add(Parts.derived(id(i), 1, parent));
    }
    return parts;
  }

  private static String id(int i) {
    return "tuner" + i % 700 + "/model-" + i + "-7b";
  }
}
