package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsStoreTest {

  private static final TaskId TASK = new TaskId(0, 3);
  private static final Bytes CARD = key("huggingface:acme/model#card");
  private static final Bytes FILES = key("huggingface:acme/model#files");
  private static final Bytes OTHER = key("huggingface:zoe/other#card");
  private static final byte[] VALUE = {0, 0, 0, 0, 0, 0, 0, 1, 'v'};

  @TempDir Path folder;

  /** What lies on the disk; a restore writes to it without asking anybody. */
  private final KeyValueStore<Bytes, byte[]> rows =
      Stores.persistentTimestampedKeyValueStore("p").get();

  private final PartsStore.Supplier supplier =
      new PartsStore.Supplier(new GivenStore(rows.name(), rows));
  private final KeyValueStore<Bytes, byte[]> store = supplier.get();

  private MockProcessorContext<String, String> context;

  @BeforeEach
  void begin() {
    context = new MockProcessorContext<>(new Properties(), TASK, folder.toFile());
    open();
  }

  private void open() {
    store.init(context.getStateStoreContext(), store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void isAskedForEverythingWhileNobodyWatches() {
    rows.put(CARD, VALUE);

    assertThat(store.get(CARD)).isEqualTo(VALUE);
    assertThat(store.get(OTHER)).isNull();
  }

  @Test
  void whoeverWatchesKnowsWhatWasThereAndWhatComes() {
    rows.put(CARD, VALUE);
    Presence<Bytes> known = supplier.of(TASK).watched();

    assertThat(known.mayHave("huggingface:zoe/other")).isTrue(); // not read yet
    assertThat(known.read(10)).isTrue();
    assertThat(known.mayHave("huggingface:acme/model")).isTrue();
    assertThat(known.mayHave("huggingface:zoe/other")).isFalse();
    assertThat(store.get(CARD)).isEqualTo(VALUE);
    assertThat(store.get(FILES)).isNull();

    store.put(FILES, VALUE);
    store.putAll(List.of(KeyValue.pair(OTHER, VALUE)));
    assertThat(store.putIfAbsent(key("huggingface:a/b#card"), VALUE)).isNull();
    assertThat(store.get(FILES)).isEqualTo(VALUE);
    assertThat(store.get(OTHER)).isEqualTo(VALUE);
    assertThat(store.get(key("huggingface:a/b#card"))).isEqualTo(VALUE);
  }

  @Test
  void whatIsNotThereIsNotLookedForAndTheRestoreOfAnIdleTaskIsSeen() {
    Presence<Bytes> known = supplier.of(TASK).watched();
    assertThat(known.read(10)).isTrue();
    rows.put(CARD, VALUE);
    assertThat(store.get(CARD)).as("denied without a look").isNull();

    supplier.of(TASK).unwatched();
    assertThat(store.get(CARD)).isEqualTo(VALUE);

    assertThat(supplier.of(TASK).watched().read(10)).isTrue();
    assertThat(store.get(CARD)).isEqualTo(VALUE);
  }

  @Test
  void aStoreThatIsOpenedAgainDeniesNothing() {
    supplier.of(TASK).watched().read(10);
    rows.put(CARD, VALUE);
    store.close();
    assertThatThrownBy(() -> supplier.of(TASK)).hasMessageContaining("0_3");

    open();
    assertThat(supplier.of(TASK)).isSameAs(store);
    assertThat(store.get(CARD)).isEqualTo(VALUE);
  }

  private static Bytes key(String key) {
    return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
  }
}
