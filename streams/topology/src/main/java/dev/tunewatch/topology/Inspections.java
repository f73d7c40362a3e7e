package dev.tunewatch.topology;

import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.FamilyEngine;
import dev.tunewatch.detect.graph.NodeKey;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.Status;
import dev.tunewatch.topology.inspect.Inspector;
import dev.tunewatch.topology.inspect.PartReading;
import dev.tunewatch.topology.inspect.Refusal;
import dev.tunewatch.topology.inspect.Told;
import dev.tunewatch.topology.inspect.Totals;
import io.prometheus.client.Histogram;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Inspects releases out of the stores of one task, and keeps what was told of each. The store of
 * parts is the topic itself, so it holds unreadable values too, after a restore as before it; every
 * read of it reads anew, but for what was read within the same batch.
 */
final class Inspections {

  /** Parts that wait for the next of their release; most wait for the very next record. */
  private static final int MOST_WAITING = 1_000;

  private static final int LARGEST_WAITING = 64 * 1024;

  private final Inspector inspector;
  private final StreamsMetrics metrics;
  private final Relatives relatives;
  private final Histories histories;
  private final Telling telling;
  private final TimestampedKeyValueStore<Bytes, byte[]> parts;
  private final Rows<Told> told;
  private final KeyValueStore<String, Totals> totals;
  private final Rows<Verdict> verdicts;

  /** Releases of which parts may be stored. */
  private final Presence<Bytes> known;

  /** Releases of which nothing is stored but the parts that wait here. */
  private final Set<String> fresh = new HashSet<>();

  /** What was read of parts whose inspection is left to another; the store holds the same. */
  private final Map<String, PartReading> waiting = new HashMap<>();

  /** One row for each partition: stores of several partitions are read side by side. */
  private final String totalsRow;

  Inspections(
      ProcessorContext<Bytes, Output> context,
      Inspector inspector,
      Relatives relatives,
      Histories histories,
      Telling telling,
      Rows<Told> told,
      Rows<Verdict> verdicts,
      Presence<Bytes> known,
      StreamsMetrics metrics) {
    this.inspector = inspector;
    this.relatives = relatives;
    this.histories = histories;
    this.telling = telling;
    this.metrics = metrics;
    this.parts = context.getStateStore(ReleaseTopology.PARTS);
    this.told = told;
    this.totals = context.getStateStore(ReleaseTopology.TOTALS);
    this.verdicts = verdicts;
    this.known = known;
    this.totalsRow = Integer.toString(context.taskId().partition());
  }

  /** A part as it came. */
  record Changed(String key, PartReading part) {}

  /** Whether a release stands flagged. */
  boolean isFlagged(String key) {
    Told before = told.get(key);
    return before != null && before.flagged();
  }

  /** Whether that part will surely bring its release here. */
  boolean comes(ReleaseName release, NextPart.Following following) {
    if (fresh.contains(release.key())
        && !waiting.containsKey(new String(following.key().get(), StandardCharsets.UTF_8))) {
      return following.isCertain(null);
    }
    ValueAndTimestamp<byte[]> row = parts.get(following.key());
    return following.isCertain(row == null ? null : row.value());
  }

  /** Says that another value stands under a part's key now. */
  void changed(ReleaseName release, String partKey) {
    waiting.remove(partKey);
    if (!known.mayHave(release.key())) {
      fresh.add(release.key());
    }
    known.add(release.key());
  }

  /** Holds a part as it was read until the inspection that was left to another part. */
  void hold(ReleaseName release, String partKey, PartReading part, byte @Nullable [] value) {
    if (value != null && value.length <= LARGEST_WAITING && waiting.size() < MOST_WAITING) {
      waiting.put(partKey, part);
    } else {
      fresh.remove(release.key());
    }
  }

  /**
   * Inspects a release anew.
   *
   * @param changed the part that changed, null where a relative or a verdict did
   * @param from what caused it, as {@link Cause} writes it
   * @return why it could not be, and what was told stands
   */
  Optional<Refusal> inspect(
      ReleaseName release, @Nullable Changed changed, long timestamp, String from) {
    List<ReleasePart> readable = new ArrayList<>(PartKind.values().length);
    boolean alone = fresh.remove(release.key());
    boolean whole = true;
    for (PartKind kind : PartKind.values()) {
      String partKey = release.partKey(kind);
      PartReading part =
          changed != null && partKey.equals(changed.key())
              ? changed.part()
              : stored(partKey, alone);
      if (part instanceof PartReading.Read found) {
        readable.add(found.part());
      }
      whole &= !(part instanceof PartReading.Unreadable);
    }
    Told before = told.get(release.key());
    if (!whole && before != null && before.flagged()) {
      // What cannot be read may be what flagged it: nothing is taken back on its account.
      return Optional.empty();
    }
    if (readable.stream().allMatch(part -> part.body().part() == PartKind.STATUS)) {
      // What became of a name says nothing of a release of which nothing else is known.
      Own moved = moved(release, readable);
      known(relatives.release(release.key(), moved, timestamp, from), moved);
      telling.findings(
          Inspector.gone(release, before, Instant.ofEpochMilli(timestamp)), timestamp, from);
      telling.wish(release, before, null, timestamp);
      keep(release, before, Told.NOTHING);
      return Optional.empty();
    }
    Inspector.Outcome outcome;
    try (Histogram.Timer timed = metrics.inspecting()) {
      outcome =
          inspector.inspect(
              readable,
              before,
              verdicts.get(release.key()),
              own -> family(release, own, readable, timestamp, from));
    }
    if (outcome instanceof Inspector.Failed failed) {
      return Optional.of(failed.refusal());
    }
    Inspector.Inspected inspected = (Inspector.Inspected) outcome;
    metrics.inspected(inspected.signals(), inspected.told().flagged());
    if (inspected.told().flagged()) {
      histories.flagged(release, Release.merge(readable), timestamp);
    }
    telling.findings(inspected.findings(), timestamp, from);
    telling.wish(release, before, inspected.told(), timestamp);
    keep(release, before, inspected.told());
    return Optional.empty();
  }

  private Family family(
      ReleaseName release, Own own, List<ReleasePart> parts, long timestamp, String from) {
    FamilyEngine.Placed placed = relatives.release(release.key(), own, timestamp, from);
    known(placed, own);
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

  private PartReading stored(String partKey, boolean alone) {
    PartReading held = waiting.remove(partKey);
    if (held != null) {
      return held;
    }
    if (alone) {
      return new PartReading.Absent();
    }
    ValueAndTimestamp<byte[]> row = parts.get(Bytes.wrap(partKey.getBytes(StandardCharsets.UTF_8)));
    return PartReading.read(partKey, row == null ? null : row.value());
  }

  /** A row stands only for what is flagged: of the others, nearly all, there is nothing to keep. */
  private void keep(ReleaseName release, @Nullable Told before, Told now) {
    if (!now.flagged() && before != null) {
      told.delete(release.key());
    } else if (now.flagged() && !now.equals(before)) {
      told.put(release.key(), now);
    }
    count(0, (now.flagged() ? 1 : 0) - (before != null && before.flagged() ? 1 : 0));
  }

  /** Counts what the family graph has a record of now and had none before, or the other way. */
  private void known(FamilyEngine.Placed placed, @Nullable Own now) {
    count((isKnown(now) ? 1 : 0) - (isKnown(placed.was()) ? 1 : 0), 0);
  }

  private static boolean isKnown(@Nullable Own own) {
    return own != null && own.isRecord();
  }

  private void count(int assessed, int flagged) {
    if (assessed != 0 || flagged != 0) {
      Totals sum = totals.get(totalsRow);
      totals.put(totalsRow, (sum == null ? Totals.ZERO : sum).plus(new Totals(assessed, flagged)));
    }
  }
}
