package dev.tunewatch.topology;

import dev.tunewatch.bus.KafkaSettings;
import java.util.Properties;

/** The settings of the Kafka Streams client and why they are so. */
public final class StreamsProperties {

  private static final int MAX_MESSAGE = 8 * 1024 * 1024;
  private static final long CACHE_BYTES = 1024 * 1024;

  private StreamsProperties() {}

  /** The application id, which is also the consumer group and the prefix of internal topics. */
  public static String applicationId(KafkaSettings kafka) {
    return kafka.named("streams");
  }

  /** The settings of a client that runs the topology so; a benchmark runs others with the same. */
  public static Properties of(StreamsConfig config, KafkaSettings kafka) {
    Profile profile = config.profile();
    Properties p = new Properties();
    // Kafka's own metrics are read from the client, by name; nobody reads them elsewhere.
    p.put("metric.reporters", "");
    p.put("enable.metrics.push", false);
    p.putAll(kafka.clientProperties());
    p.put("application.id", applicationId(kafka));
    p.put("client.id", applicationId(kafka));
    p.put("state.dir", config.stateDirectory().toAbsolutePath().toString());
    p.put("num.stream.threads", config.threads());
    p.put("replication.factor", kafka.replication());
    p.put("processing.guarantee", "exactly_once_v2");
    p.put("commit.interval.ms", profile.commitInterval().toMillis());
    p.put("ensure.explicit.internal.resource.naming", true);
    // releases.v1 is its own changelog: the whole hub must not be kept twice.
    p.put("topology.optimization", "reuse.ktable.source.topics");
    // For the few rows that every record changes. A cache in front of the other stores costs more
    // than it saves: keys are long and seldom repeat.
    p.put("statestore.cache.max.bytes", CACHE_BYTES);
    // What is buffered is processed; to wait for other topics of a task would buy an order on which
    // nothing here depends, at the price of a look at each topic for each record.
    p.put("max.task.idle.ms", -1L);
    p.put("rocksdb.config.setter", RocksMemory.class);
    p.put("buffered.records.per.partition", profile.bufferedRecords());
    p.put("topic.max.message.bytes", MAX_MESSAGE);
    p.put("consumer.auto.offset.reset", "earliest");
    p.put("main.consumer.interceptor.classes", NextPart.class.getName());
    // After kill -9 the group waits this long for the one that is gone.
    p.put("consumer.session.timeout.ms", 15_000);
    p.put("consumer.max.poll.records", profile.maxPollRecords());
    p.put("consumer.fetch.max.bytes", 16 * 1024 * 1024);
    p.put("consumer.max.partition.fetch.bytes", 4 * 1024 * 1024);
    p.put("producer.compression.type", "zstd");
    p.put("producer.linger.ms", profile.lingerMillis());
    p.put("producer.batch.size", 128 * 1024);
    p.put("producer.max.request.size", MAX_MESSAGE);
    // One change may move many records; the transaction must outlive a slow broker.
    p.put("producer.transaction.timeout.ms", 60_000);
    return p;
  }
}
