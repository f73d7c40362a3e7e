package dev.tunewatch.topology;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.AssessmentCodec;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.assessments.VerdictCodec;
import dev.tunewatch.bus.CloudEvents;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.topology.cluster.Cluster;
import dev.tunewatch.topology.cluster.ClusterFold;
import dev.tunewatch.topology.cluster.ClusterScore;
import dev.tunewatch.topology.cluster.Departure;
import dev.tunewatch.topology.cluster.Digest;
import dev.tunewatch.topology.cluster.Finding;
import dev.tunewatch.topology.cluster.FindingCodec;
import dev.tunewatch.topology.cluster.Standing;
import dev.tunewatch.topology.inspect.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A finding in, an assessment out where it is another than the one published last: at once, or,
 * within a second of it, when the second is over.
 */
final class ClusterProcessor implements Processor<Bytes, byte[], Bytes, Output> {

  static final String CE_TYPE = "dev.tunewatch.assessment";
  static final String CE_SOURCE = "/streams/cluster";

  private static final Logger log = LoggerFactory.getLogger(ClusterProcessor.class);

  /** How often those are looked at whose second may be over. */
  private static final Duration LOOK = Duration.ofMillis(100);

  private final ClusterScore score;
  private final StreamsMetrics metrics;
  private @Nullable Stage stage;

  ClusterProcessor(ClusterScore score, StreamsMetrics metrics) {
    this.score = score;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<Bytes, Output> context) {
    stage =
        new Stage(
            context,
            context.getStateStore(ReleaseTopology.MEMBERS),
            context.getStateStore(ReleaseTopology.CLUSTERS),
            new Emission(
                context.getStateStore(ReleaseTopology.DUE),
                metrics,
                context.currentSystemTimeMs()));
    Stage opened = stage;
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, opened::speak);
  }

  @Override
  public void close() {
    if (stage != null) {
      stage.emission.close();
    }
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
    private final Emission emission;

    Stage(
        ProcessorContext<Bytes, Output> context,
        KeyValueStore<String, Standing> members,
        KeyValueStore<String, Cluster> clusters,
        Emission emission) {
      this.context = context;
      this.members = members;
      this.clusters = clusters;
      this.emission = emission;
    }

    void process(Record<Bytes, byte[]> record) {
      try {
        apply(FindingCodec.decode(record.value()), Cause.of(record.headers()));
      } catch (MalformedEvent e) {
        refuse(record, String.valueOf(e.getMessage()));
      }
    }

    private void apply(Finding finding, String cause) {
      String id = finding.clusterId();
      Cluster stored = clusters.get(id);
      Cluster before = stored == null ? Cluster.EMPTY : stored;
      Cluster now = changed(id, before, finding);
      if (now.equals(before)) {
        return;
      }
      follow(before, now, finding);
      long clock = context.currentSystemTimeMs();
      Cluster kept =
          emission.mayNow(id, cause, now.emittedAt(), clock) ? publish(id, now, cause, clock) : now;
      clusters.put(id, kept);
    }

    private Cluster changed(String id, Cluster before, Finding finding) {
      if (finding instanceof Finding.Stands stands) {
        return join(id, before, stands.standing());
      }
      if (finding instanceof Finding.Left left) {
        return leave(id, before, left.departure());
      }
      Verdict verdict = ((Finding.Judged) finding).verdict();
      boolean stands = verdict != null && verdict.state() == Verdict.State.ACTIVE;
      return before.judged(stands ? verdict : null);
    }

    /** A verdict goes where its cluster went, and so does its end. */
    private void follow(Cluster before, Cluster now, Finding finding) {
      String to = now.movedTo();
      Verdict verdict = finding instanceof Finding.Judged judged ? judged.verdict() : now.verdict();
      boolean moved = !Objects.equals(before.movedTo(), to);
      boolean judged = !Objects.equals(before.verdict(), now.verdict());
      if (to == null || verdict == null || !(moved || judged)) {
        return;
      }
      Verdict there = verdict.movedTo(to);
      context.forward(
          new Record<>(
              Bytes.wrap(there.key().getBytes(StandardCharsets.UTF_8)),
              new Output.Followed(VerdictCodec.encode(there)),
              Math.max(0, there.at().toEpochMilli())));
    }

    /** Publishes what changed in clusters whose second is over. */
    void speak(long now) {
      for (KeyValue<String, String> over : emission.over(now)) {
        Cluster cluster = clusters.get(over.key);
        if (cluster != null) {
          clusters.put(over.key, publish(over.key, cluster, over.value, now));
        }
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

    private Cluster publish(String id, Cluster cluster, String cause, long now) {
      return score
          .assess(id, cluster)
          .map(assessment -> publish(assessment, cluster, cause, now))
          .orElse(cluster);
    }

    private Cluster publish(Assessment assessment, Cluster cluster, String cause, long now) {
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
      Cause.write(record.headers(), cause);
      context.forward(record);
      metrics.published(assessment);
      return cluster.emitted(digest, now);
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
