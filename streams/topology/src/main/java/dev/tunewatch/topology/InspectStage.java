package dev.tunewatch.topology;

import dev.tunewatch.assessments.History;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.detect.graph.GraphCodec;
import dev.tunewatch.detect.graph.Message;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.topology.cluster.Finding;
import dev.tunewatch.topology.inspect.Decision;
import dev.tunewatch.topology.inspect.Inspector;
import dev.tunewatch.topology.inspect.PartReading;
import dev.tunewatch.topology.inspect.Refusal;
import dev.tunewatch.topology.inspect.Told;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What inspects the records of one task, between its beginning and its end. */
final class InspectStage {

  /** Of filters for what each release has a few of: 512 kB, good for some 500,000 keys. */
  static final int BITS = 1 << 22;

  /** Of filters for what few releases have. */
  private static final int FEW_BITS = 1 << 17;

  private static final Logger log = LoggerFactory.getLogger(InspectStage.class);

  private final ProcessorContext<Bytes, Output> context;
  private final Sources sources;
  private final StreamsMetrics metrics;
  private final Relatives relatives;
  private final Rows<Verdict> verdicts;
  private final Histories histories;
  private final Telling telling;
  private final Inspections inspections;
  private final PartsStore stored;
  private final PresenceReading reading;

  /**
   * Where a record comes from; what comes from elsewhere is a part.
   *
   * @param loop messages of the graph
   * @param decisions verdicts
   * @param past histories
   */
  record Sources(String loop, String decisions, String past) {}

  InspectStage(
      ProcessorContext<Bytes, Output> context,
      Sources sources,
      Inspector inspector,
      PartsStore stored,
      long memory,
      StreamsMetrics metrics) {
    this.context = context;
    this.sources = sources;
    this.metrics = metrics;
    this.stored = stored;
    Rows<byte[]> nodes = new Rows<>(context.getStateStore(ReleaseTopology.NODES), BITS);
    Rows<History> former = new Rows<>(context.getStateStore(ReleaseTopology.HISTORIES), FEW_BITS);
    StoredGraph graph =
        new StoredGraph(nodes, context.getStateStore(ReleaseTopology.LINKS), memory, metrics);
    this.relatives = new Relatives(context, graph);
    this.verdicts = new Rows<>(context.getStateStore(ReleaseTopology.VERDICTS), FEW_BITS);
    this.histories = new Histories(context, former);
    this.telling = new Telling(context);
    Rows<Told> told = new Rows<>(context.getStateStore(ReleaseTopology.TOLD), FEW_BITS);
    Presence<Bytes> known = stored.watched();
    this.inspections =
        new Inspections(
            context, inspector, relatives, histories, telling, told, verdicts, known, metrics);
    // The largest last, so that the small ones soon spare what they can.
    List<Presence<?>> presences =
        new ArrayList<>(List.of(former.presence(), verdicts.presence(), told.presence()));
    presences.addAll(graph.presences());
    presences.add(known);
    this.reading = PresenceReading.begin(context, presences);
  }

  void close() {
    reading.end();
    stored.unwatched();
  }

  void process(Record<Bytes, byte[]> record) {
    String key = new String(record.key().get(), StandardCharsets.UTF_8);
    String topic = context.recordMetadata().map(RecordMetadata::topic).orElse("");
    if (topic.equals(sources.loop())) {
      hear(record, key);
      return;
    }
    if (topic.equals(sources.decisions())) {
      judge(record, key);
      return;
    }
    if (topic.equals(sources.past())) {
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
