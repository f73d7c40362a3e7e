package dev.tunewatch.topology;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.topology.inspect.Refusal;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees. Counters count work done, so a transaction that is repeated counts twice;
 * alert on {@code streams_running} being 0, on {@code streams_lag_records} growing while {@code
 * streams_last_processed_timestamp_seconds} stands still, and on any increase of {@code
 * dead_letters_total}.
 */
final class StreamsMetrics {

  static final String INSPECT = "inspect";
  static final String LINEAGE = "lineage";
  static final String CLUSTER = "cluster";
  static final String VERDICTS = "verdicts";

  private final Clock clock;
  private final AtomicLong refusedThisRun = new AtomicLong();
  private final Counter inspected;
  private final Counter joined;
  private final Counter flagged;
  private final Counter signals;
  private final Counter messages;
  private final Counter messageBytes;
  private final Counter.Child graphReads;
  private final Counter.Child graphRecalls;
  private final Counter.Child graphWrites;
  private final Counter.Child graphRows;
  private final Counter reassessed;
  private final Counter assessments;
  private final AtomicLong waitingClusters = new AtomicLong();
  private final Gauge waiting;
  private volatile long spokeAt = System.nanoTime() - Duration.ofHours(1).toNanos();
  private final Counter verdicts;
  private final Counter deadLetters;
  private final Gauge running;
  private final Gauge lag;
  private final Gauge lastProcessed;
  private final Histogram inspectSeconds;

  StreamsMetrics(CollectorRegistry registry, Clock clock) {
    this.clock = clock;
    inspected =
        Counter.build("tunewatch_streams_inspected_total", "Inspections of releases.")
            .register(registry);
    joined =
        Counter.build(
                "tunewatch_streams_joined_parts_total",
                "Parts that were inspected together with the next one of their release.")
            .register(registry);
    flagged =
        Counter.build("tunewatch_streams_flagged_total", "Inspections that found a flag.")
            .register(registry);
    signals =
        Counter.build("tunewatch_streams_signals_total", "Signals found, suppressed ones too.")
            .labelNames("signal")
            .register(registry);
    messages =
        Counter.build(
                "tunewatch_streams_lineage_messages_total",
                "What nodes of the family graph said to each other.")
            .register(registry);
    messageBytes =
        Counter.build("tunewatch_streams_lineage_message_bytes_total", "Bytes of these messages.")
            .register(registry);
    Counter graph =
        Counter.build(
                "tunewatch_streams_graph_operations_total",
                "Reads, writes and rows scanned in the stores of the family graph; what memory"
                    + " held is a recall.")
            .labelNames("operation")
            .register(registry);
    graphReads = graph.labels("read");
    graphRecalls = graph.labels("recall");
    graphWrites = graph.labels("write");
    graphRows = graph.labels("scan");
    reassessed =
        Counter.build(
                "tunewatch_streams_lineage_inspections_total",
                "Inspections because a relative changed.")
            .register(registry);
    assessments =
        Counter.build("tunewatch_streams_assessments_total", "Assessments published.")
            .labelNames("state")
            .register(registry);
    verdicts =
        Counter.build("tunewatch_streams_verdicts_total", "Verdicts and exceptions taken in.")
            .register(registry);
    waiting =
        Gauge.build(
                "tunewatch_streams_waiting_clusters",
                "Clusters that changed again within a second and are published when it is over.")
            .register(registry);
    deadLetters =
        Counter.build("tunewatch_dead_letters_total", "Records refused and kept.")
            .labelNames("stage", "reason")
            .register(registry);
    running =
        Gauge.build("tunewatch_streams_running", "1 while the topology processes.")
            .register(registry);
    lag =
        Gauge.build("tunewatch_streams_lag_records", "Offsets behind the ends of what is read.")
            .register(registry);
    lastProcessed =
        Gauge.build(
                "tunewatch_streams_last_processed_timestamp_seconds",
                "When a record was processed last.")
            .register(registry);
    inspectSeconds =
        Histogram.build("tunewatch_streams_inspect_seconds", "Merge and detection of one release.")
            .buckets(.0001, .00025, .0005, .001, .0025, .005, .01, .05, .25, 1)
            .register(registry);
    for (SignalId id : SignalId.values()) {
      signals.labels(id.name());
    }
    for (Assessment.State state : Assessment.State.values()) {
      assessments.labels(state.wireName());
    }
    for (Refusal.Reason reason : Refusal.Reason.values()) {
      deadLetters.labels(INSPECT, reason.label());
    }
    deadLetters.labels(LINEAGE, Refusal.Reason.MALFORMED.label());
    deadLetters.labels(CLUSTER, Refusal.Reason.MALFORMED.label());
    deadLetters.labels(VERDICTS, Refusal.Reason.MALFORMED.label());
    deadLetters.labels(VERDICTS, Refusal.Reason.KEY_MISMATCH.label());
  }

  Histogram.Timer inspecting() {
    return inspectSeconds.startTimer();
  }

  void inspected(List<Signal> found, boolean isFlagged) {
    inspected.inc();
    if (isFlagged) {
      flagged.inc();
    }
    for (Signal signal : found) {
      signals.labels(signal.id().name()).inc();
    }
  }

  /** A part left its inspection to the next one. */
  void joined() {
    joined.inc();
  }

  void heard(byte @Nullable [] message) {
    messages.inc();
    messageBytes.inc(message == null ? 0 : message.length);
  }

  void graphRead() {
    graphReads.inc();
  }

  void graphRecalled() {
    graphRecalls.inc();
  }

  void graphWritten() {
    graphWrites.inc();
  }

  void graphRowScanned() {
    graphRows.inc();
  }

  void relativeChanged() {
    reassessed.inc();
  }

  /** Clusters whose change waits for their second to be over; of all tasks of this process. */
  void waiting(int more) {
    waitingClusters.addAndGet(more);
    waiting.set(waitingClusters.get());
  }

  /** Clusters that had waited spoke; what they said is on its way to be committed. */
  void spoke() {
    spokeAt = System.nanoTime();
  }

  /** Whether no cluster waits, and none has spoken after a wait within that time. */
  boolean nobodyWaits(Duration since) {
    return waitingClusters.get() == 0 && System.nanoTime() - spokeAt >= since.toNanos();
  }

  void judged() {
    verdicts.inc();
  }

  void published(Assessment assessment) {
    assessments.labels(assessment.state().wireName()).inc();
  }

  void refused(String stage, Refusal refusal) {
    refusedThisRun.incrementAndGet();
    deadLetters.labels(stage, refusal.reason().label()).inc();
  }

  void processed() {
    lastProcessed.set(clock.millis() / 1000.0);
  }

  void running(boolean now) {
    running.set(now ? 1 : 0);
  }

  void lag(long records) {
    lag.set((double) records);
  }

  long refusedThisRun() {
    return refusedThisRun.get();
  }
}
