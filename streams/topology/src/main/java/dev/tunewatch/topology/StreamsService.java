package dev.tunewatch.topology;

import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.detect.Examination;
import dev.tunewatch.events.ComponentHealth;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.Release;
import dev.tunewatch.topology.inspect.Totals;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams service: starts, tells how it is, and closes. A failure that Kafka Streams does not
 * recover from by itself stops the service for good; the process should then exit non-zero and be
 * started anew.
 */
public final class StreamsService implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StreamsService.class);
  private static final Duration CLOSE = Duration.ofSeconds(6);

  /** What a cluster says after a wait is with the broker by then, if not committed. */
  private static final Duration SPOKEN = Duration.ofSeconds(1);

  private static final Duration LAG_INTERVAL = Duration.ofSeconds(5);

  private final KafkaSettings kafka;
  private final StreamsMetrics metrics;
  private final KafkaStreams streams;
  private final CompletableFuture<Void> failed = new CompletableFuture<>();
  private final ScheduledExecutorService lagWatch;

  private volatile Totals totals = Totals.ZERO;
  private @Nullable Backlog backlog;

  /**
   * Wires the service and connects to nothing.
   *
   * @param detector a pure function of a release; must be fit for several threads
   * @param registry where the metrics are registered
   */
  public StreamsService(
      StreamsConfig config,
      KafkaSettings kafka,
      Function<Release, Examination> detector,
      CollectorRegistry registry,
      Clock clock) {
    this.kafka = kafka;
    this.metrics = new StreamsMetrics(registry, clock);
    Properties properties = StreamsProperties.of(config, kafka);
    this.streams =
        new KafkaStreams(
            new ReleaseTopology(kafka, detector, metrics).build(properties), properties);
    streams.setUncaughtExceptionHandler(this::fail);
    streams.setStateListener((now, before) -> metrics.running(now == KafkaStreams.State.RUNNING));
    this.lagWatch =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "streams-lag");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts processing; returns before the stores are ready, which {@link #check} tells. */
  public void start() {
    streams.start();
    var unused =
        lagWatch.scheduleWithFixedDelay(
            this::watchLag, 1, LAG_INTERVAL.toSeconds(), TimeUnit.SECONDS);
  }

  /** Completes exceptionally with the cause when the stream died; otherwise never. */
  public CompletableFuture<Void> failed() {
    return failed;
  }

  /** Whether the topology processes, and why not. */
  public List<ComponentHealth> check() {
    if (failed.isCompletedExceptionally()) {
      return List.of(ComponentHealth.notReady("streams", "died: " + cause()));
    }
    KafkaStreams.State state = streams.state();
    String said = state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return List.of(
        state == KafkaStreams.State.RUNNING
            ? ComponentHealth.ready("streams", said)
            : ComponentHealth.notReady("streams", said));
  }

  /**
   * Whether everything that was in {@code releases.v1} and {@code verdicts.v1} at the call is
   * inspected, the family graph is at rest, the findings are through the cluster stage, none of its
   * assessments waits for its second in this process, and they are visible to consumers. A
   * transaction commits offsets and results together, so what is behind the committed offsets is
   * also published. Meant to be asked again and again: it may say no once after the last record,
   * never yes too early.
   *
   * @throws dev.tunewatch.bus.KafkaUnavailable if Kafka does not answer
   */
  public boolean caughtUp() {
    if (streams.state() != KafkaStreams.State.RUNNING) {
      return false;
    }
    Backlog behind = backlog();
    Map<TopicPartition, Long> decisions = behind.ends(verdicts());
    // The order matters: only when a source is passed do the next ends hold all of it.
    return behind.passed(behind.ends(releases()))
        && behind.passed(decisions)
        && behind.passed(behind.ends(histories()))
        && atRest(behind)
        && behind.passed(behind.ends(findings()))
        && metrics.nobodyWaits(SPOKEN)
        && behind.isSettled(kafka.named(StreamsTopics.ASSESSMENTS.name()))
        && behind.ends(verdicts()).equals(decisions);
  }

  /** Whether the family graph says nothing more: messages were passed and gave rise to none. */
  private boolean atRest(Backlog behind) {
    Map<TopicPartition, Long> ends = behind.ends(messages());
    return behind.passed(ends) && behind.ends(messages()).equals(ends);
  }

  /** Totals of the state; the last known ones while the stores are not open. */
  public StreamsSummary summary() {
    try {
      Totals sum = Totals.ZERO;
      var store =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  ReleaseTopology.TOTALS, QueryableStoreTypes.<String, Totals>keyValueStore()));
      try (KeyValueIterator<String, Totals> rows = store.all()) {
        while (rows.hasNext()) {
          sum = sum.plus(rows.next().value);
        }
      }
      totals = sum;
    } catch (InvalidStateStoreException | IllegalStateException notOpen) {
      log.atDebug().log("the stores are not open");
    }
    return new StreamsSummary(totals.assessed(), totals.flagged(), metrics.refusedThisRun());
  }

  /** Finishes the transaction, leaves the group and stops, within 8 seconds. */
  @Override
  public void close() {
    lagWatch.shutdownNow();
    summary();
    boolean stopped =
        streams.close(
            CloseOptions.timeout(CLOSE)
                // Staying in the group would make the next start wait for the session to end.
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    if (!stopped) {
      log.atWarn().addKeyValue("outcome", "timeout").log("streams did not stop in time");
    }
    metrics.running(false);
    synchronized (this) {
      if (backlog != null) {
        backlog.close();
        backlog = null;
      }
    }
  }

  private StreamThreadExceptionResponse fail(Throwable cause) {
    log.atError().setCause(cause).log("a stream thread died");
    failed.completeExceptionally(cause);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private String cause() {
    Throwable cause = failed.handle((nothing, thrown) -> thrown).join();
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  private void watchLag() {
    try {
      Backlog behind = backlog();
      Map<TopicPartition, Long> ends = new HashMap<>(behind.ends(releases()));
      ends.putAll(behind.ends(histories()));
      ends.putAll(behind.ends(messages()));
      ends.putAll(behind.ends(verdicts()));
      ends.putAll(behind.ends(findings()));
      metrics.lag(behind.lag(ends));
    } catch (RuntimeException e) {
      log.atDebug().setCause(e).log("could not ask for the lag");
    }
  }

  private synchronized Backlog backlog() {
    if (backlog == null) {
      backlog = new Backlog(kafka, StreamsProperties.applicationId(kafka));
    }
    return backlog;
  }

  private String releases() {
    return kafka.named(IngestTopics.RELEASES.name());
  }

  private String messages() {
    return kafka.named(StreamsTopics.LINEAGE_MESSAGES.name());
  }

  private String verdicts() {
    return kafka.named(StreamsTopics.VERDICTS.name());
  }

  private String histories() {
    return kafka.named(StreamsTopics.HISTORY.name());
  }

  private String findings() {
    return StreamsProperties.applicationId(kafka) + "-" + ReleaseTopology.FINDINGS + "-repartition";
  }
}
