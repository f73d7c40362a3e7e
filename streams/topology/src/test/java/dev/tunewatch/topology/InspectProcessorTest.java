package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.topology.inspect.Inspector;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the work of a task begins and ends, and what it may deny in between. */
class InspectProcessorTest {

  private static final Bytes CARD =
      Bytes.wrap("huggingface:a/b#card".getBytes(StandardCharsets.UTF_8));
  private static final byte[] VALUE = {0, 0, 0, 0, 0, 0, 0, 1, 'v'};

  @TempDir Path folder;

  /**
   * What lies on the disk; a restore, or the active twin of a standby, writes past the processor.
   */
  private final KeyValueStore<Bytes, byte[]> rows =
      Stores.persistentTimestampedKeyValueStore(ReleaseTopology.PARTS).get();

  private final PartsStore.Supplier supplier =
      new PartsStore.Supplier(new GivenStore(rows.name(), rows));
  private final List<StateStore> stores = new ArrayList<>();
  private final InspectProcessor processor =
      new InspectProcessor(
          KafkaSettings.local("127.0.0.1:1"),
          new Inspector(new WordDetector()),
          supplier,
          new StreamsMetrics(new CollectorRegistry(), Clock.systemUTC()));
  private MockProcessorContext<Bytes, Output> context;
  private KeyValueStore<Bytes, byte[]> parts;

  @BeforeEach
  void open() {
    context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
    var table =
        Stores.timestampedKeyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    table.init(context.getStateStoreContext(), table);
    context.getStateStoreContext().register(table, null);
    stores.add(table);
    parts = supplier.of(context.taskId());
    for (String name :
        List.of(
            ReleaseTopology.TOLD,
            ReleaseTopology.TOTALS,
            ReleaseTopology.NODES,
            ReleaseTopology.LINKS,
            ReleaseTopology.VERDICTS,
            ReleaseTopology.HISTORIES)) {
      open(name, Serdes.ByteArray());
    }
  }

  private <V> void open(String name, Serde<V> serde) {
    KeyValueStore<String, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde)
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.getStateStoreContext().register(store, null);
    stores.add(store);
  }

  @AfterEach
  void close() {
    processor.close();
    stores.forEach(StateStore::close);
  }

  @Test
  void whatIsWrittenPastAProcessorIsDeniedWhileItStandsAndFoundWhenItEnded() {
    processor.init(context);
    rows.put(CARD, VALUE);
    assertThat(parts.get(CARD)).as("while it stands nobody else writes").isNull();

    processor.close();
    assertThat(parts.get(CARD)).isEqualTo(VALUE);

    processor.init(context);
    assertThat(parts.get(CARD)).isEqualTo(VALUE);
  }

  @Test
  void aReadingThatIsNotThroughEndsWithItsProcessor() {
    IntStream.range(0, 100_000)
        .forEach(
            i ->
                rows.put(
                    Bytes.wrap(("huggingface:a/" + i + "#card").getBytes(StandardCharsets.UTF_8)),
                    VALUE));
    processor.init(context);
    assertThat(context.scheduledPunctuators()).hasSize(1);
    assertThat(parts.get(CARD)).isNull();
    rows.put(CARD, VALUE);
    assertThat(parts.get(CARD)).as("denies nothing before it has read all").isEqualTo(VALUE);

    processor.init(context);
    assertThat(context.scheduledPunctuators())
        .extracting(CapturedPunctuator::cancelled)
        .containsExactly(true, false);
    CapturedPunctuator reading = context.scheduledPunctuators().get(1);
    while (!reading.cancelled()) {
      reading.getPunctuator().punctuate(0);
    }
    assertThat(parts.get(CARD)).isEqualTo(VALUE);
  }

  @Test
  void toEndTwiceOrBeforeTheBeginningDoesNoHarm() {
    processor.close();
    processor.init(context);
    processor.close();
    processor.close();
    assertThat(parts.get(CARD)).isNull();
  }
}
