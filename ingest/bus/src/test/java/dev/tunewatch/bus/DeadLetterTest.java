package dev.tunewatch.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  @Test
  void aRecordWithoutKeyOrValueKeepsNone() {
    DeadLetter letter = empty("e", "p");
    ProducerRecord<byte[], byte[]> record = letter.toRecord("t");
    DeadLetter read = DeadLetter.of(record.headers(), record.key(), record.value());
    assertThat(read).isEqualTo(letter);
    assertThat(read.key()).isNull();
    assertThat(read.value()).isNull();
  }

  @Test
  void longTextsAreCutOnceAndBetweenCharacters() {
    String error = "x".repeat(499) + "🦙".repeat(1_000);
    DeadLetter letter = empty(error, "p".repeat(9_000));
    assertThat(letter.error()).isEqualTo("x".repeat(499) + "…");
    assertThat(letter.position()).hasSize(501).endsWith("…");
    ProducerRecord<byte[], byte[]> record = letter.toRecord("t");
    assertThat(DeadLetter.of(record.headers(), null, null)).isEqualTo(letter);
  }

  @Test
  void whatHeadersLackReadsAsUnknown() {
    DeadLetter read =
        DeadLetter.of(
            List.of(new RecordHeader("other", new byte[1]), new RecordHeader("tw_dl_stage", null)),
            null,
            null);
    assertThat(read.headers().values()).containsOnly("unknown");
  }

  @SuppressWarnings(
      "NullAway") // it does not read the annotation of an array-typed record component
  private static DeadLetter empty(String error, String position) {
    return new DeadLetter("s", "r", error, position, null, null);
  }
}
