package dev.tunewatch.topology;

import dev.tunewatch.assessments.History;
import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.detect.Examination;
import dev.tunewatch.detect.ScoreBook;
import dev.tunewatch.detect.score.Score;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.Release;
import dev.tunewatch.topology.cluster.Cluster;
import dev.tunewatch.topology.cluster.ClusterScore;
import dev.tunewatch.topology.cluster.Standing;
import dev.tunewatch.topology.inspect.Inspector;
import dev.tunewatch.topology.inspect.Told;
import dev.tunewatch.topology.inspect.Totals;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.BranchedKStream;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Releases to assessments; {@link #build} reads like the picture in the README. Names of stores and
 * of the repartition topic are names of topics: to change one is a migration.
 */
final class ReleaseTopology {

  /** The last value of each part: {@code releases.v1} itself. */
  static final String PARTS = "parts";

  /** What was told last of each flagged release. */
  static final String TOLD = "told";

  /** Totals of each partition of the state. */
  static final String TOTALS = "totals";

  /** One row for each node of the family graph. */
  static final String NODES = "family-nodes";

  /** One row for each link between nodes. */
  static final String LINKS = "family-links";

  /** What notable releases were. */
  static final String HISTORIES = "histories";

  /** One row for each member of each cluster. */
  static final String MEMBERS = "members";

  /** One bounded row for each cluster. */
  static final String CLUSTERS = "clusters";

  /** What people decided about releases; on clusters it is kept with the cluster. */
  static final String VERDICTS = "verdicts";

  /** Clusters whose change waits for their second to be over. */
  static final String DUE = "due";

  /** The repartition topic between the stages, without the application's prefix. */
  static final String FINDINGS = "findings";

  private static final Serde<Bytes> KEY = Serdes.Bytes();
  private static final Serde<byte[]> VALUE = Serdes.ByteArray();

  private final KafkaSettings kafka;
  private final Inspector inspector;
  private final ClusterScore score;
  private final StreamsMetrics metrics;
  private final PartsStore.Supplier parts =
      new PartsStore.Supplier(Stores.persistentTimestampedKeyValueStore(PARTS));

  ReleaseTopology(
      KafkaSettings kafka, Function<Release, Examination> detector, StreamsMetrics metrics) {
    this.kafka = kafka;
    this.inspector = new Inspector(detector);
    this.score = new ClusterScore(new Score(ScoreBook.bundled()));
    this.metrics = metrics;
  }

  /**
   * The whole topology.
   *
   * @param properties of the streams client; whether the source serves as its own changelog is
   *     decided while building
   */
  Topology build(Properties properties) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(store(TOLD, Told.class));
    // One row, which every new release changes: it is written when a transaction ends.
    builder.addStateStore(store(TOTALS, Totals.class).withCachingEnabled());
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NODES), Serdes.String(), Serdes.ByteArray()));
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(LINKS), Serdes.String(), Serdes.ByteArray()));
    builder.addStateStore(store(HISTORIES, History.class));
    builder.addStateStore(store(MEMBERS, Standing.class));
    builder.addStateStore(store(CLUSTERS, Cluster.class));
    builder.addStateStore(store(VERDICTS, Verdict.class));
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(DUE), Serdes.String(), Serdes.String()));

    KStream<Bytes, Output> inspected =
        inspected(
            changedParts(builder)
                .merge(messages(builder), Named.as("parts-and-messages"))
                .merge(verdicts(builder), Named.as("parts-messages-and-verdicts"))
                .merge(histories(builder), Named.as("all-that-is-inspected")));
    wishes(inspected);
    chronicle(inspected);
    loop(inspected);
    KStream<Bytes, byte[]> findings =
        results("inspect", inspected)
            .repartition(
                Repartitioned.with(KEY, VALUE)
                    .withName(FINDINGS)
                    .withNumberOfPartitions(kafka.partitions()));
    KStream<Bytes, Output> assessed = assessed(findings);
    followed(assessed);
    results("cluster", assessed)
        .to(
            kafka.named(StreamsTopics.ASSESSMENTS.name()),
            Produced.with(KEY, VALUE).withName("assessments"));
    return builder.build(properties);
  }

  private KStream<Bytes, byte[]> changedParts(StreamsBuilder builder) {
    return builder
        .table(
            kafka.named(IngestTopics.RELEASES.name()),
            Consumed.with(KEY, VALUE)
                .withName("releases")
                .withTimestampExtractor((record, known) -> Math.max(0, record.timestamp())),
            Materialized.<Bytes, byte[]>as(parts)
                .withKeySerde(KEY)
                .withValueSerde(VALUE)
                .withCachingDisabled())
        .toStream(Named.as("changed-parts"));
  }

  /** What nodes of the family graph say to each other; nodes lie where their releases' parts do. */
  private KStream<Bytes, byte[]> messages(StreamsBuilder builder) {
    return builder.stream(
        kafka.named(StreamsTopics.LINEAGE_MESSAGES.name()),
        Consumed.with(KEY, VALUE)
            .withName("lineage-messages")
            .withTimestampExtractor((record, known) -> Math.max(0, record.timestamp())));
  }

  /** What people decided; a release's own lies where its parts do. */
  private KStream<Bytes, byte[]> verdicts(StreamsBuilder builder) {
    return builder.stream(
        kafka.named(StreamsTopics.VERDICTS.name()),
        Consumed.with(KEY, VALUE)
            .withName("verdicts")
            .withTimestampExtractor((record, known) -> Math.max(0, record.timestamp())));
  }

  /** What releases were, as this service wrote it; only after a rebuild is it news. */
  private KStream<Bytes, byte[]> histories(StreamsBuilder builder) {
    return builder.stream(
        kafka.named(StreamsTopics.HISTORY.name()),
        Consumed.with(KEY, VALUE)
            .withName("histories-source")
            .withTimestampExtractor((record, known) -> Math.max(0, record.timestamp())));
  }

  private KStream<Bytes, Output> inspected(KStream<Bytes, byte[]> input) {
    return input.process(
        () -> new InspectProcessor(kafka, inspector, parts, metrics),
        Named.as("inspect"),
        PARTS,
        TOLD,
        TOTALS,
        NODES,
        LINKS,
        VERDICTS,
        HISTORIES);
  }

  /** Messages go back to where they are read, each to the partition of the node that it is for. */
  private void loop(KStream<Bytes, Output> inspected) {
    StreamPartitioner<Bytes, byte[]> byNode =
        (topic, key, value, partitions) ->
            Optional.of(
                Set.of(
                    Partitioning.ofRelease(
                        new String(key.get(), StandardCharsets.UTF_8), partitions)));
    inspected
        .filter((key, output) -> output instanceof Output.Message, Named.as("inspect-messages"))
        .mapValues(Output::bytes, Named.as("inspect-message-bytes"))
        .to(
            kafka.named(StreamsTopics.LINEAGE_MESSAGES.name()),
            Produced.with(KEY, VALUE).withName("inspect-loop").withStreamPartitioner(byNode));
  }

  /** Asks ingest to look again, from time to time, at what is flagged. */
  private void wishes(KStream<Bytes, Output> inspected) {
    inspected
        .filter((key, output) -> output instanceof Output.Wished, Named.as("inspect-wishes"))
        .mapValues(Output::bytes, Named.as("inspect-wish-bytes"))
        .to(
            kafka.named(IngestTopics.WATCH.name()),
            Produced.with(KEY, VALUE).withName("inspect-watch"));
  }

  /** Verdicts follow their clusters to where these moved. */
  private void followed(KStream<Bytes, Output> assessed) {
    StreamPartitioner<Bytes, byte[]> bySubject =
        (topic, key, value, partitions) ->
            Optional.of(
                Set.of(
                    Partitioning.of(
                        new String(key.get(), StandardCharsets.UTF_8)
                            .substring(Verdict.CLUSTER.length()),
                        partitions)));
    assessed
        .filter((key, output) -> output instanceof Output.Followed, Named.as("cluster-followed"))
        .mapValues(Output::bytes, Named.as("cluster-followed-bytes"))
        .to(
            kafka.named(StreamsTopics.VERDICTS.name()),
            Produced.with(KEY, VALUE)
                .withName("cluster-verdicts")
                .withStreamPartitioner(bySubject));
  }

  /** What becomes of releases and where they come from, each under the release's key. */
  private void chronicle(KStream<Bytes, Output> inspected) {
    inspected
        .filter((key, output) -> output instanceof Output.Chronicled, Named.as("inspect-histories"))
        .mapValues(Output::bytes, Named.as("inspect-history-bytes"))
        .to(
            kafka.named(StreamsTopics.HISTORY.name()),
            Produced.with(KEY, VALUE).withName("inspect-history"));
    inspected
        .filter((key, output) -> output instanceof Output.Descended, Named.as("inspect-descents"))
        .mapValues(Output::bytes, Named.as("inspect-descent-bytes"))
        .to(
            kafka.named(StreamsTopics.LINEAGE.name()),
            Produced.with(KEY, VALUE).withName("inspect-lineage"));
  }

  private KStream<Bytes, Output> assessed(KStream<Bytes, byte[]> findings) {
    return findings.process(
        () -> new ClusterProcessor(score, metrics), Named.as("cluster"), MEMBERS, CLUSTERS, DUE);
  }

  /** Sends what a stage refused to the dead letters and goes on with the rest. */
  private KStream<Bytes, byte[]> results(String stage, KStream<Bytes, Output> outputs) {
    BranchedKStream<Bytes, Output> split = outputs.split(Named.as(stage + "-"));
    split.branch(
        (key, output) -> output instanceof Output.Refused,
        Branched.withConsumer(
            refused ->
                refused
                    .mapValues(Output::bytes, Named.as(stage + "-refused-bytes"))
                    .to(
                        kafka.named(IngestTopics.DEAD_LETTERS.name()),
                        Produced.with(KEY, VALUE).withName(stage + "-dead-letters")),
            "refused"));
    return Objects.requireNonNull(
            split
                .branch((key, output) -> output instanceof Output.Result, Branched.as("results"))
                .noDefaultBranch()
                .get(stage + "-results"))
        .mapValues(Output::bytes, Named.as(stage + "-result-bytes"));
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Class<V> row) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), JsonSerde.of(row));
  }
}
