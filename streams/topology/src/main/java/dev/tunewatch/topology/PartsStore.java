package dev.tunewatch.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedBytesStore;
import org.jspecify.annotations.Nullable;

/**
 * The store of parts as RocksDB keeps it, which is not asked for what it surely has not: Kafka
 * Streams looks for the former value of every part, and most parts are new. It denies only while a
 * processor watches it. What is restored passes it by, and that is over when the processor begins.
 * One thread at a time uses it, that of its task.
 */
final class PartsStore implements KeyValueStore<Bytes, byte[]>, TimestampedBytesStore {

  /** Twice as many as for other filters, for it holds each part and each release. */
  private static final int BITS = 2 * InspectStage.BITS;

  private final Supplier supplier;
  private final KeyValueStore<Bytes, byte[]> rows;
  private @Nullable TaskId task;
  private @Nullable Presence<Bytes> presence;

  private PartsStore(Supplier supplier, KeyValueStore<Bytes, byte[]> rows) {
    this.supplier = supplier;
    this.rows = rows;
  }

  /** Makes the store of each task, and knows which is whose: Kafka Streams hands out a wrapper. */
  static final class Supplier implements KeyValueBytesStoreSupplier {

    private final KeyValueBytesStoreSupplier rocks;
    private final Map<TaskId, PartsStore> open = new ConcurrentHashMap<>();

    Supplier(KeyValueBytesStoreSupplier rocks) {
      this.rocks = rocks;
    }

    /** The open store of a task. */
    PartsStore of(TaskId task) {
      return Objects.requireNonNull(open.get(task), () -> "no store of parts is open for " + task);
    }

    @Override
    public String name() {
      return rocks.name();
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new PartsStore(this, rocks.get());
    }

    @Override
    public String metricsScope() {
      return rocks.metricsScope();
    }
  }

  /**
   * Begins to learn which parts, and parts of which releases, there are; whoever asks must read it
   * to its end. From then on the store denies what it has not.
   */
  Presence<Bytes> watched() {
    presence = new Presence<>(rows, PartsStore::names, BITS);
    return presence;
  }

  /** Denies nothing any more. */
  void unwatched() {
    presence = null;
  }

  /** A part's key and its release's. */
  private static List<String> names(Bytes partKey) {
    String key = new String(partKey.get(), StandardCharsets.UTF_8);
    return List.of(key, key.substring(0, Math.max(0, key.lastIndexOf('#'))));
  }

  private boolean mayHave(Bytes key) {
    Presence<Bytes> known = presence;
    return known == null || known.mayHave(new String(key.get(), StandardCharsets.UTF_8));
  }

  private void comes(Bytes key) {
    Presence<Bytes> known = presence;
    if (known != null) {
      known.add(new String(key.get(), StandardCharsets.UTF_8));
    }
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return mayHave(key) ? rows.get(key) : null;
  }

  @Override
  public void put(Bytes key, byte[] value) {
    comes(key);
    rows.put(key, value);
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    comes(key);
    return rows.putIfAbsent(key, value);
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> comes(entry.key));
    rows.putAll(entries);
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    return rows.delete(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return rows.range(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
    return rows.reverseRange(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return rows.all();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseAll() {
    return rows.reverseAll();
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
      P prefix, S serializer) {
    return rows.prefixScan(prefix, serializer);
  }

  @Override
  public long approximateNumEntries() {
    return rows.approximateNumEntries();
  }

  @Override
  public String name() {
    return rows.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    unwatched();
    task = context.taskId();
    rows.init(context, root);
    supplier.open.put(task, this);
  }

  @Override
  public void flush() {
    rows.flush();
  }

  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    rows.commit(offsets);
  }

  @Override
  public @Nullable Long committedOffset(TopicPartition partition) {
    return rows.committedOffset(partition);
  }

  @Override
  public boolean managesOffsets() {
    return rows.managesOffsets();
  }

  @Override
  public void close() {
    unwatched();
    if (task != null) {
      supplier.open.remove(task, this);
    }
    rows.close();
  }

  @Override
  public boolean persistent() {
    return rows.persistent();
  }

  @Override
  public boolean isOpen() {
    return rows.isOpen();
  }

  @Override
  public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
    return rows.query(query, bound, config);
  }

  @Override
  public Position getPosition() {
    return rows.getPosition();
  }
}
