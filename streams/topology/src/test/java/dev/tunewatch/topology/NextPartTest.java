package dev.tunewatch.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextPartTest {

  private static final String RELEASES = "tunewatch.releases.v1";

  private final NextPart interceptor = new NextPart();

  @Test
  void aRecordIsToldWhatComesBehindItAndTheHeadersAreTakenOut() {
    ConsumerRecord<byte[], byte[]> listing = record(RELEASES, 7, "h:a/m#listing", "one");
    ConsumerRecord<byte[], byte[]> card = record(RELEASES, 9, "h:a/m#card", "two");
    poll(RELEASES, listing, card);

    NextPart.Following next = Objects.requireNonNull(NextPart.take(listing.headers()));
    assertThat(next.key()).isEqualTo(Bytes.wrap("h:a/m#card".getBytes(UTF_8)));
    assertThat(next.value()).isSameAs(card.value());
    assertThat(listing.headers()).isEmpty();
    assertThat(NextPart.take(card.headers())).isNull();
  }

  @Test
  void whatRepeatsTheStoredValueIsNotCertainToCome() {
    NextPart.Following next =
        new NextPart.Following(Bytes.wrap(new byte[] {1}), "two".getBytes(UTF_8));

    assertThat(next.isCertain("two".getBytes(UTF_8))).isFalse();
    assertThat(next.isCertain("one".getBytes(UTF_8))).isTrue();
    assertThat(next.isCertain(null)).isTrue();
  }

  @Test
  void nobodyElseCanWriteTheseHeaders() {
    ConsumerRecord<byte[], byte[]> forged = record(RELEASES, 7, "h:a/m#listing", "one");
    NextPart.tell(forged.headers(), "h:a/m#card".getBytes(UTF_8), "two".getBytes(UTF_8));
    poll(RELEASES, forged);

    assertThat(NextPart.take(forged.headers())).isNull();
  }

  @Test
  void otherTopicsAndWhatDeletesAreLeftAlone() {
    ConsumerRecord<byte[], byte[]> message =
        record("tunewatch.lineage-messages.v1", 1, "h:a/m", "");
    poll("tunewatch.lineage-messages.v1", message);
    assertThat(message.headers()).isEmpty();

    ConsumerRecord<byte[], byte[]> listing = record(RELEASES, 7, "h:a/m#listing", "one");
    poll(RELEASES, listing, record(RELEASES, 8, "h:a/m#card", null));
    assertThat(NextPart.take(listing.headers())).isNull();
  }

  @SafeVarargs
  private void poll(String topic, ConsumerRecord<byte[], byte[]>... records) {
    ConsumerRecords<byte[], byte[]> batch =
        new ConsumerRecords<>(Map.of(new TopicPartition(topic, 0), List.of(records)), Map.of());
    assertThat(interceptor.onConsume(batch)).isSameAs(batch);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, String key, @Nullable String value) {
    return new ConsumerRecord<>(
        topic, 0, offset, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
  }
}
