package dev.tunewatch.topology;

import dev.tunewatch.assessments.History;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.detect.graph.GraphCodec;
import dev.tunewatch.detect.graph.Message;
import dev.tunewatch.detect.graph.Node;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.topology.cluster.Finding;
import dev.tunewatch.topology.inspect.Decision;
import dev.tunewatch.topology.inspect.Inspector;
import dev.tunewatch.topology.inspect.PartReading;
import dev.tunewatch.topology.inspect.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A changed part, a message of the family graph, a verdict or a history in; findings, messages and
 * dead letters out.
 */
final class InspectProcessor implements Processor<Bytes, byte[], Bytes, Output> {

  /** Of filters for what each release has: 512 kB, good for half a million keys of a partition. */
  static final int BITS = 1 << 22;

  /** Of filters for what few releases have. */
  static final int FEW_BITS = 1 << 17;

  private static final Logger log = LoggerFactory.getLogger(InspectProcessor.class);

  private final Inspector inspector;
  private final PartsStore.Supplier parts;
  private final String loop;
  private final String decisions;
  private final String past;
  private final StreamsMetrics metrics;

  private @Nullable Stage stage;

  /**
   * Takes records of the topic {@code loop} for messages, those of {@code decisions} for verdicts,
   * those of {@code past} for histories, and others for parts.
   */
  InspectProcessor(
      Inspector inspector,
      PartsStore.Supplier parts,
      String loop,
      String decisions,
      String past,
      StreamsMetrics metrics) {
    this.inspector = inspector;
    this.parts = parts;
    this.loop = loop;
    this.decisions = decisions;
    this.past = past;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<Bytes, Output> context) {
    stage = new Stage(context);
  }

  @Override
  public void process(Record<Bytes, byte[]> record) {
    java.util.Objects.requireNonNull(stage).process(record);
    metrics.processed();
  }

  @Override
  public void close() {
    if (stage != null) {
      stage.close();
    }
  }

  private final class Stage {
    private final ProcessorContext<Bytes, Output> context;
    private final Relatives relatives;
    private final Rows<Verdict> verdicts;
    private final Histories histories;
    private final Telling telling;
    private final Inspections inspections;
    private final PartsStore stored;

    Stage(ProcessorContext<Bytes, Output> context) {
      this.context = context;
      Rows<Node> nodes = new Rows<>(context.getStateStore(ReleaseTopology.NODES), BITS);
      Rows<History> known = new Rows<>(context.getStateStore(ReleaseTopology.HISTORIES), FEW_BITS);
      StoredGraph graph =
          new StoredGraph(nodes, context.getStateStore(ReleaseTopology.LINKS), metrics);
      this.relatives = new Relatives(context, graph);
      this.verdicts = new Rows<>(context.getStateStore(ReleaseTopology.VERDICTS), FEW_BITS);
      this.histories = new Histories(context, known);
      this.telling = new Telling(context);
      this.stored = parts.of(context.taskId());
      this.inspections =
          new Inspections(
              context,
              inspector,
              relatives,
              histories,
              telling,
              verdicts,
              stored.watched(),
              metrics);
      List<Presence<?>> presences = new ArrayList<>(graph.presences());
      presences.addAll(List.of(known.presence(), verdicts.presence()));
      presences.addAll(inspections.presences());
      PresenceReading.begin(context, presences);
    }

    void close() {
      stored.unwatched();
    }

    void process(Record<Bytes, byte[]> record) {
      String key = new String(record.key().get(), StandardCharsets.UTF_8);
      String topic = context.recordMetadata().map(RecordMetadata::topic).orElse("");
      if (topic.equals(loop)) {
        hear(record, key);
        return;
      }
      if (topic.equals(decisions)) {
        judge(record, key);
        return;
      }
      if (topic.equals(past)) {
        remember(record, key);
        return;
      }
      if (Identity.isKey(key)) {
        return; // where a renamed release is found now; the names speak for themselves
      }
      ReleaseName release;
      try {
        release = PartReading.releaseOf(record.key().get());
      } catch (IllegalArgumentException e) {
        refuse(record, StreamsMetrics.INSPECT, malformed("key: " + e.getMessage()));
        return;
      }
      NextPart.Following following = NextPart.take(record.headers());
      PartReading changed = PartReading.read(key, record.value());
      inspections.changed(release, key);
      if (changed instanceof PartReading.Unreadable unreadable) {
        refuse(record, StreamsMetrics.INSPECT, unreadable.refusal());
      }
      if (following != null && inspections.comes(release, following)) {
        inspections.hold(release, key, changed, record.value());
        metrics.joined();
        return;
      }
      // Of an unreadable part too: the part before it may have left the inspection to it.
      inspect(
          record,
          release,
          new Inspections.Changed(key, changed),
          Cause.of(release.key(), record.timestamp()));
    }

    /** Decisions on releases are kept here; those on clusters go on to where clusters are. */
    private void judge(Record<Bytes, byte[]> record, String key) {
      Decision decision;
      try {
        decision = Decision.read(key, record.value());
      } catch (MalformedEvent e) {
        refuse(record, StreamsMetrics.VERDICTS, malformed(String.valueOf(e.getMessage())));
        return;
      } catch (Decision.OtherKey e) {
        Refusal refusal = new Refusal(Refusal.Reason.KEY_MISMATCH, String.valueOf(e.getMessage()));
        refuse(record, StreamsMetrics.VERDICTS, refusal);
        return;
      }
      metrics.judged();
      if (decision instanceof Decision.OfCluster cluster) {
        telling.findings(
            List.of(new Finding.Judged(cluster.id(), cluster.verdict())),
            record.timestamp(),
            Cause.of(cluster.id(), record.timestamp()));
        return;
      }
      Decision.OfRelease release = (Decision.OfRelease) decision;
      Verdict standing = release.standing();
      if (java.util.Objects.equals(verdicts.get(key), standing)) {
        return;
      }
      if (standing == null) {
        verdicts.delete(key);
      } else {
        verdicts.put(key, standing);
      }
      inspect(record, release.name(), null, Cause.of(key, record.timestamp()));
    }

    private void hear(Record<Bytes, byte[]> record, String key) {
      metrics.heard(record.value());
      Optional<Relatives.Changed> family;
      try {
        Message message = GraphCodec.decodeMessage(record.value());
        family = relatives.hear(key, message, record.timestamp(), Cause.of(record.headers()));
      } catch (MalformedEvent | IllegalArgumentException e) {
        refuse(record, StreamsMetrics.LINEAGE, malformed(String.valueOf(e.getMessage())));
        return;
      }
      if (family.isEmpty()) {
        return;
      }
      // Nothing but what it inherits or inherited can flag or clear what is not flagged.
      if (inspections.isFlagged(key) || family.get().mayFlag()) {
        metrics.relativeChanged();
        inspect(record, ReleaseName.parse(key), null, Cause.of(record.headers()));
      }
    }

    /** What stands in the topic of histories and is not known here is from before a rebuild. */
    private void remember(Record<Bytes, byte[]> record, String key) {
      try {
        ReleaseName release = ReleaseName.parse(key);
        if (histories.read(release, record.value(), record.timestamp())
            && relatives.own(key) != null) {
          inspect(record, release, null, Cause.of(key, record.timestamp()));
        }
      } catch (MalformedEvent | IllegalArgumentException e) {
        refuse(record, StreamsMetrics.INSPECT, malformed("history: " + e.getMessage()));
      }
    }

    private static Refusal malformed(String error) {
      return new Refusal(Refusal.Reason.MALFORMED, error);
    }

    private void inspect(
        Record<Bytes, byte[]> record,
        ReleaseName release,
        Inspections.@Nullable Changed changed,
        String from) {
      inspections
          .inspect(release, changed, record.timestamp(), from)
          .ifPresent(refusal -> refuse(record, StreamsMetrics.INSPECT, refusal));
    }

    private void refuse(Record<Bytes, byte[]> record, String at, Refusal refusal) {
      metrics.refused(at, refusal);
      Record<Bytes, Output> letter =
          Output.refused(context, at, refusal, record.key(), record.value(), record.timestamp());
      Refusals.log(log, context, at, refusal);
      context.forward(letter);
    }
  }
}
