package dev.tunewatch.topology;

import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.FamilyEngine;
import dev.tunewatch.detect.graph.GraphCodec;
import dev.tunewatch.detect.graph.Message;
import dev.tunewatch.detect.graph.NodeKey;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.Status;
import dev.tunewatch.topology.cluster.Finding;
import dev.tunewatch.topology.inspect.Decision;
import dev.tunewatch.topology.inspect.Inspector;
import dev.tunewatch.topology.inspect.PartReading;
import dev.tunewatch.topology.inspect.Refusal;
import dev.tunewatch.topology.inspect.Told;
import dev.tunewatch.topology.inspect.Totals;
import io.prometheus.client.Histogram;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A changed part, a message of the family graph or a verdict in; findings, messages and dead
 * letters out. The store of parts is the topic itself, so it holds unreadable values too, after a
 * restore as before it; every read of it reads anew.
 */
final class InspectProcessor implements Processor<Bytes, byte[], Bytes, Output> {

  private static final Logger log = LoggerFactory.getLogger(InspectProcessor.class);

  private final Inspector inspector;
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
      Inspector inspector, String loop, String decisions, String past, StreamsMetrics metrics) {
    this.inspector = inspector;
    this.loop = loop;
    this.decisions = decisions;
    this.past = past;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<Bytes, Output> context) {
    stage =
        new Stage(
            context,
            context.getStateStore(ReleaseTopology.PARTS),
            context.getStateStore(ReleaseTopology.TOLD),
            context.getStateStore(ReleaseTopology.TOTALS),
            new Relatives(
                context,
                new StoredGraph(
                    context.getStateStore(ReleaseTopology.NODES),
                    context.getStateStore(ReleaseTopology.LINKS),
                    metrics)),
            context.getStateStore(ReleaseTopology.VERDICTS),
            new Histories(context, context.getStateStore(ReleaseTopology.HISTORIES)),
            // One row for each partition: stores of several partitions are read side by side.
            Integer.toString(context.taskId().partition()));
  }

  @Override
  public void process(Record<Bytes, byte[]> record) {
    java.util.Objects.requireNonNull(stage).process(record);
    metrics.processed();
  }

  private record Changed(String key, PartReading part) {}

  private final class Stage {
    private final ProcessorContext<Bytes, Output> context;
    private final TimestampedKeyValueStore<Bytes, byte[]> parts;
    private final KeyValueStore<String, Told> told;
    private final KeyValueStore<String, Totals> totals;
    private final Relatives relatives;
    private final KeyValueStore<String, Verdict> verdicts;
    private final Histories histories;
    private final Telling telling;
    private final String totalsRow;

    Stage(
        ProcessorContext<Bytes, Output> context,
        TimestampedKeyValueStore<Bytes, byte[]> parts,
        KeyValueStore<String, Told> told,
        KeyValueStore<String, Totals> totals,
        Relatives relatives,
        KeyValueStore<String, Verdict> verdicts,
        Histories histories,
        String totalsRow) {
      this.context = context;
      this.parts = parts;
      this.told = told;
      this.totals = totals;
      this.relatives = relatives;
      this.verdicts = verdicts;
      this.histories = histories;
      this.telling = new Telling(context);
      this.totalsRow = totalsRow;
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
      PartReading changed = PartReading.read(key, record.value());
      if (changed instanceof PartReading.Unreadable unreadable) {
        refuse(record, StreamsMetrics.INSPECT, unreadable.refusal());
        return;
      }
      inspect(
          record, release, new Changed(key, changed), Cause.of(release.key(), record.timestamp()));
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
      Told before = told.get(key);
      // Nothing but what it inherits or inherited can flag or clear what is not flagged.
      if ((before != null && before.flagged()) || family.get().mayFlag()) {
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

    /**
     * Inspects a release anew.
     *
     * @param changed the part that changed, null where a relative or a verdict did
     * @param from what caused it, as {@link Cause} writes it
     */
    private void inspect(
        Record<Bytes, byte[]> record, ReleaseName release, @Nullable Changed changed, String from) {
      List<ReleasePart> readable = new ArrayList<>(PartKind.values().length);
      boolean whole = true;
      for (PartKind kind : PartKind.values()) {
        String partKey = release.partKey(kind);
        PartReading part =
            changed != null && partKey.equals(changed.key()) ? changed.part() : stored(partKey);
        if (part instanceof PartReading.Read found) {
          readable.add(found.part());
        }
        whole &= !(part instanceof PartReading.Unreadable);
      }
      Told before = told.get(release.key());
      if (!whole && before != null && before.flagged()) {
        // What cannot be read may be what flagged it: nothing is taken back on its account.
        return;
      }
      if (readable.stream().allMatch(part -> part.body().part() == PartKind.STATUS)) {
        // What became of a name says nothing of a release of which nothing else is known.
        relatives.release(release.key(), moved(release, readable), record.timestamp(), from);
        telling.findings(
            Inspector.gone(release, before, Instant.ofEpochMilli(record.timestamp())),
            record.timestamp(),
            from);
        telling.wish(release, before, null, record.timestamp());
        keep(release, before, null);
        return;
      }
      Inspector.Outcome outcome;
      try (Histogram.Timer timed = metrics.inspecting()) {
        outcome =
            inspector.inspect(
                readable,
                before,
                verdicts.get(release.key()),
                own -> family(release, own, readable, record.timestamp(), from));
      }
      if (outcome instanceof Inspector.Inspected inspected) {
        metrics.inspected(inspected.signals(), inspected.told().flagged());
        if (inspected.told().flagged()) {
          histories.flagged(release, Release.merge(readable), record.timestamp());
        }
        telling.findings(inspected.findings(), record.timestamp(), from);
        telling.wish(release, before, inspected.told(), record.timestamp());
        keep(release, before, inspected.told());
      } else {
        refuse(record, StreamsMetrics.INSPECT, ((Inspector.Failed) outcome).refusal());
      }
    }

    private Family family(
        ReleaseName release, Own own, List<ReleasePart> parts, long timestamp, String from) {
      FamilyEngine.Placed placed = relatives.release(release.key(), own, timestamp, from);
      return placed
          .family()
          .scrubbed(
              histories.observe(
                  release,
                  placed.was(),
                  own,
                  Release.merge(parts).parts().values(), // those of the present holder alone
                  timestamp));
    }

    private static @Nullable Own moved(ReleaseName release, List<ReleasePart> status) {
      return status.isEmpty()
          ? null
          : Release.merge(status)
              .status()
              .map(Status::movedTo)
              .map(to -> Own.moved(NodeKey.release(release.hub(), to)))
              .orElse(null);
    }

    private PartReading stored(String partKey) {
      ValueAndTimestamp<byte[]> row =
          parts.get(Bytes.wrap(partKey.getBytes(StandardCharsets.UTF_8)));
      return PartReading.read(partKey, row == null ? null : row.value());
    }

    private void keep(ReleaseName release, @Nullable Told before, @Nullable Told now) {
      if (java.util.Objects.equals(before, now)) {
        return;
      }
      if (now == null) {
        told.delete(release.key());
      } else {
        told.put(release.key(), now);
      }
      Totals sum = totals.get(totalsRow);
      Totals counted = (sum == null ? Totals.ZERO : sum).after(before, now);
      if (!counted.equals(sum)) {
        totals.put(totalsRow, counted);
      }
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
