package dev.tunewatch.topology;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/** Supplies a store that the test holds too, and so can write to past whoever wraps it. */
record GivenStore(String name, KeyValueStore<Bytes, byte[]> get)
    implements KeyValueBytesStoreSupplier {

  @Override
  public String metricsScope() {
    return "rocksdb";
  }
}
