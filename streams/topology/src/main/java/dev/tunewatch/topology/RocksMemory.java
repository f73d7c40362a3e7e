package dev.tunewatch.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/**
 * Bounds the memory of all stores of the process: one cache that they share, and small buffers. By
 * default each store of each partition takes its own cache and buffers, some 100 MB, which a laptop
 * with twenty of them does not have. Kafka Streams creates this class by name, hence the static
 * cache; it lives as long as the process.
 *
 * <p>The buffers are not shared: a shared budget, once spent by the large store of parts, has every
 * write to a small store flushed to a file of its own, and reads then search all those files.
 */
public final class RocksMemory implements RocksDBConfigSetter {

  private static final long CACHE_BYTES = 96L * 1024 * 1024;
  private static final long WRITE_BUFFER_BYTES = 4L * 1024 * 1024;

  private static final Cache CACHE = new LRUCache(CACHE_BYTES, -1, false, 0.1);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(2);
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String store, Options options) {
    // The memory is shared by all stores; none of them may free it.
  }
}
