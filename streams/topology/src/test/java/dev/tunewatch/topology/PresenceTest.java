package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresenceTest {

  private static final int BITS = 1 << 14;
  private static final byte[] UNREADABLE = "unreadable".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private KeyValueStore<String, String> rows;
  private Presence<String> presence;

  @BeforeEach
  void open() {
    MockProcessorContext<String, String> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
    rows =
        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("rows"), Serdes.String(), rows())
            .withLoggingDisabled()
            .build();
    rows.init(context.getStateStoreContext(), rows);
    presence = new Presence<>(rows, List::of, BITS);
  }

  @AfterEach
  void close() {
    rows.close();
  }

  @Test
  void anEmptyStoreHasNothingAndThatIsKnownAtOnce() {
    assertThat(presence.read(10)).isTrue();
    assertThat(presence.mayHave("acme/model")).isFalse();
  }

  @Test
  void untilAllIsReadAnythingMayBeThere() {
    List<String> keys = fill();

    assertThat(presence.read(10)).isFalse();
    assertThat(presence.mayHave("acme/model")).isTrue();
    assertThat(presence.read(10)).isFalse();
    assertThat(presence.read(10)).isTrue();
    assertThat(presence.mayHave("acme/model")).isFalse();
    assertThat(keys).allMatch(presence::mayHave);
  }

  @Test
  void whatIsWrittenWhileItReadsIsKnownWhereverItStands() {
    List<String> keys = fill();
    presence.read(10);
    List<String> written = List.of("key-00-and-more", "key-15-and-more", "zz", "\u00e9t\u00e9");
    for (String key : written) {
      rows.put(key, "row");
      presence.add(key);
    }
    rows.delete("key-10"); // where the reading stands

    while (!presence.read(10)) {
      assertThat(presence.mayHave("acme/model")).isTrue();
    }
    assertThat(presence.mayHave("acme/model")).isFalse();
    assertThat(written).allMatch(presence::mayHave);
    assertThat(keys).allMatch(presence::mayHave);
  }

  @Test
  void noRowIsEverDeniedAndFewAreClaimedInVain() {
    presence.read(0);
    IntStream.range(0, 1_600).forEach(i -> presence.add("huggingface:maker-" + i + "/model"));

    assertThat(IntStream.range(0, 1_600))
        .allMatch(i -> presence.mayHave("huggingface:maker-" + i + "/model"));
    assertThat(
            IntStream.range(0, 10_000)
                .filter(i -> presence.mayHave("huggingface:maker-" + i + "/other"))
                .count())
        .isLessThan(300); // ten bits a key: 1.2 in a hundred are to be expected
  }

  @Test
  void anUnreadableRowLeavesEveryKeyPossibleAndStopsNothing() {
    rows.put("acme/model", "row");
    rows.put("bad", new String(UNREADABLE, StandardCharsets.UTF_8));

    assertThat(presence.read(10)).isTrue();
    assertThat(presence.read(10)).isTrue();
    assertThat(presence.mayHave("zoe/model")).isTrue();
  }

  private List<String> fill() {
    List<String> keys = IntStream.range(0, 25).mapToObj("key-%02d"::formatted).toList();
    keys.forEach(key -> rows.put(key, "row"));
    return keys;
  }

  /** Text, but for one value that cannot be read back. */
  private static Serde<String> rows() {
    return Serdes.serdeFrom(
        (topic, text) -> text == null ? null : text.getBytes(StandardCharsets.UTF_8),
        (topic, bytes) -> {
          if (java.util.Arrays.equals(bytes, UNREADABLE)) {
            throw new SerializationException("no row");
          }
          return new String(bytes, StandardCharsets.UTF_8);
        });
  }
}
