package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.Test;

class PresenceTest {

  private static final int BITS = 1 << 14;

  private final Rows rows = new Rows();
  private final Presence<String> presence = new Presence<>(rows, Function.identity(), BITS);

  @Test
  void anEmptyStoreHasNothingAndThatIsKnownAtOnce() {
    assertThat(presence.read(10)).isTrue();
    assertThat(presence.mayHave("acme/model")).isFalse();
  }

  @Test
  void untilAllIsReadAnythingMayBeThere() {
    IntStream.range(0, 25).forEach(i -> rows.map.put("key-%02d".formatted(i), "row"));

    assertThat(presence.read(10)).isFalse();
    assertThat(presence.mayHave("acme/model")).isTrue();
    assertThat(presence.read(10)).isFalse();
    assertThat(presence.read(10)).isTrue();
    assertThat(presence.mayHave("acme/model")).isFalse();
    assertThat(rows.map.keySet()).allMatch(presence::mayHave);
  }

  @Test
  void whatIsWrittenWhileItReadsIsKnownWhereverItStands() {
    IntStream.range(0, 25).forEach(i -> rows.map.put("key-%02d".formatted(i), "row"));
    presence.read(10);
    for (String key : new String[] {"key-00-and-more", "key-15-and-more", "zz"}) {
      rows.map.put(key, "row");
      presence.add(key);
    }
    rows.map.remove("key-10"); // where the reading stands

    while (!presence.read(10)) {
      assertThat(presence.mayHave("zz")).isTrue();
    }
    assertThat(rows.map.keySet()).allMatch(presence::mayHave);
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

  /** A store of which only reading is used. */
  private static final class Rows implements ReadOnlyKeyValueStore<String, String> {
    private final NavigableMap<String, String> map = new TreeMap<>();

    @Override
    public String get(String key) {
      throw new UnsupportedOperationException("nobody gets " + key);
    }

    @Override
    public KeyValueIterator<String, String> range(String from, String to) {
      return iterator(map.tailMap(from, true));
    }

    @Override
    public KeyValueIterator<String, String> all() {
      return iterator(map);
    }

    @Override
    public long approximateNumEntries() {
      return map.size();
    }

    private static KeyValueIterator<String, String> iterator(Map<String, String> rows) {
      Iterator<Map.Entry<String, String>> entries = new TreeMap<>(rows).entrySet().iterator();
      return new KeyValueIterator<>() {
        @Override
        public boolean hasNext() {
          return entries.hasNext();
        }

        @Override
        public KeyValue<String, String> next() {
          Map.Entry<String, String> entry = entries.next();
          return new KeyValue<>(entry.getKey(), entry.getValue());
        }

        @Override
        public String peekNextKey() {
          throw new UnsupportedOperationException("nobody peeks");
        }

        @Override
        public void close() {}
      };
    }
  }
}
