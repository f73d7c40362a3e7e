package dev.tunewatch.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tunewatch.events.IngestTopics;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What needs no broker: headers, partitions, names, and what settings show of themselves. */
class SubstrateTest {

  @Test
  void cloudEventsAreHeadersAndReplaceWhatIsThere() {
    RecordHeaders headers = new RecordHeaders();
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    CloudEvents.write(headers, "old", "old", "/old", noon);
    CloudEvents.write(headers, "1", "dev.tunewatch.release", "/ingest/huggingface/live", noon);
    Map<String, String> read = new TreeMap<>();
    headers.forEach(header -> read.put(header.key(), Records.text(header.value())));
    assertThat(headers.toArray()).hasSize(6);
    assertThat(read)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", "1",
                "ce_type", "dev.tunewatch.release",
                "ce_source", "/ingest/huggingface/live",
                "ce_time", "2026-03-01T12:00:00Z",
                "content-type", "application/json"));
  }

  /** A change of these values moves keyed state to other partitions: it is a migration. */
  @ParameterizedTest
  @CsvSource({
    "huggingface:acme/x, 48, 18",
    "huggingface:Ünï/🦙, 48, 2",
    "huggingface:gpt2, 48, 32",
    "civitai:12/34, 4, 0"
  })
  void allPartsOfAReleaseLieInOnePartition(String release, int partitions, int expected) {
    assertThat(Partitioning.ofRelease(release, partitions)).isEqualTo(expected);
    for (String part : new String[] {"listing", "card", "files", "config", "status"}) {
      assertThat(Partitioning.ofRelease(release + "#" + part, partitions)).isEqualTo(expected);
    }
    assertThat(Utils.toPositive(Utils.murmur2(Records.bytes(release))) % partitions)
        .as("where Kafka Streams puts the release")
        .isEqualTo(expected);
  }

  @Test
  void rowsOfHubIdsSpreadLikeOthers() {
    assertThat(java.util.stream.IntStream.range(0, 1_000))
        .extracting(i -> Partitioning.ofRelease("huggingface:#id" + i, 4))
        .contains(0, 1, 2, 3);
  }

  @Test
  void settingsShowNoClientProperties() {
    KafkaSettings kafka =
        new KafkaSettings("k:9092", "p.", 4, 1, Map.of("sasl.jaas.config", "password=hunter2"));
    assertThat(kafka.toString()).contains("k:9092").doesNotContain("hunter2", "sasl");
    assertThat(kafka.clientProperties()).containsEntry("sasl.jaas.config", "password=hunter2");
    assertThat(Topic.of(IngestTopics.RELEASES, kafka, Serdes.String(), Serdes.Bytes()).name())
        .isEqualTo("p.releases.v1");
  }

  @Test
  void settingsWithoutPartitionsOrReplicasAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KafkaSettings("k:9092", "p.", 0, 1, Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KafkaSettings("k:9092", "p.", 1, 0, Map.of()));
  }
}
