package dev.tunewatch.topology;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.bus.CloudEvents;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.topology.cluster.Cluster;
import dev.tunewatch.topology.cluster.ClusterFold;
import dev.tunewatch.topology.cluster.Departure;
import dev.tunewatch.topology.cluster.Finding;
import dev.tunewatch.topology.cluster.FindingCodec;
import dev.tunewatch.topology.cluster.Standing;
import dev.tunewatch.topology.inspect.Digest;
import dev.tunewatch.topology.inspect.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A finding in, an assessment out where it is another than the one published last. */
final class ClusterProcessor implements Processor<Bytes, byte[], Bytes, Output> {

  static final String CE_TYPE = "dev.tunewatch.assessment";
  static final String CE_SOURCE = "/streams/cluster";

  private static final Logger log = LoggerFactory.getLogger(ClusterProcessor.class);

  private final StreamsMetrics metrics;
  private @Nullable Stage stage;

  ClusterProcessor(StreamsMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<Bytes, Output> context) {
    stage =
        new Stage(
            context,
            context.getStateStore(ReleaseTopology.MEMBERS),
            context.getStateStore(ReleaseTopology.CLUSTERS));
  }

  @Override
  public void process(Record<Bytes, byte[]> record) {
    Objects.requireNonNull(stage).process(record);
    metrics.processed();
  }

  private final class Stage {
    private final ProcessorContext<Bytes, Output> context;
    private final KeyValueStore<String, Standing> members;
    private final KeyValueStore<String, Cluster> clusters;

    Stage(
        ProcessorContext<Bytes, Output> context,
        KeyValueStore<String, Standing> members,
        KeyValueStore<String, Cluster> clusters) {
      this.context = context;
      this.members = members;
      this.clusters = clusters;
    }

    void process(Record<Bytes, byte[]> record) {
      try {
        apply(FindingCodec.decode(record.value()));
      } catch (MalformedEvent e) {
        refuse(record, String.valueOf(e.getMessage()));
      }
    }

    private void apply(Finding finding) {
      String id = finding.clusterId();
      Cluster stored = clusters.get(id);
      Cluster before = stored == null ? Cluster.EMPTY : stored;
      Cluster now =
          finding instanceof Finding.Stands stands
              ? join(id, before, stands.standing())
              : leave(id, before, ((Finding.Left) finding).departure());
      Cluster published = ClusterFold.assess(id, now).map(a -> publish(a, now)).orElse(now);
      if (!published.equals(before)) {
        clusters.put(id, published);
      }
    }

    private Cluster join(String id, Cluster cluster, Standing standing) {
      String row = row(id, standing.key());
      Standing before = members.get(row);
      members.put(row, standing);
      return ClusterFold.join(cluster, before, standing, each -> scan(id, each));
    }

    private Cluster leave(String id, Cluster cluster, Departure departure) {
      Standing before = members.delete(row(id, departure.release().key()));
      return ClusterFold.leave(cluster, before, departure, each -> scan(id, each));
    }

    private Cluster publish(Assessment assessment, Cluster cluster) {
      byte[] value = AssessmentCodec.encode(assessment);
      String digest = Digest.of(value);
      if (digest.equals(cluster.emitted())) {
        return cluster;
      }
      Record<Bytes, Output> record =
          new Record<>(
              Bytes.wrap(assessment.clusterId().getBytes(StandardCharsets.UTF_8)),
              new Output.Result(value),
              Math.max(0, assessment.observedAt().toEpochMilli()));
      CloudEvents.write(
          record.headers(),
          assessment.clusterId() + "@" + digest,
          CE_TYPE,
          CE_SOURCE,
          assessment.observedAt());
      context.forward(record);
      metrics.published(assessment);
      return cluster.emitted(digest);
    }

    private void scan(String id, Consumer<Standing> each) {
      try (KeyValueIterator<String, Standing> rows =
          members.prefixScan(row(id, ""), new StringSerializer())) {
        while (rows.hasNext()) {
          KeyValue<String, Standing> row = rows.next();
          each.accept(row.value);
        }
      }
    }

    private void refuse(Record<Bytes, byte[]> record, String error) {
      Refusal refusal = new Refusal(Refusal.Reason.MALFORMED, error);
      metrics.refused(StreamsMetrics.CLUSTER, refusal);
      Refusals.log(log, context, StreamsMetrics.CLUSTER, refusal);
      context.forward(
          Output.refused(
              context,
              StreamsMetrics.CLUSTER,
              refusal,
              record.key(),
              record.value(),
              record.timestamp()));
    }

    private static String row(String cluster, String release) {
      return cluster + "\0" + release;
    }
  }
}
