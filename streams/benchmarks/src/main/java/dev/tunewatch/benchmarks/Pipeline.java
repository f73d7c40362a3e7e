package dev.tunewatch.benchmarks;

import dev.tunewatch.detect.Inspector;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.topology.Profile;
import dev.tunewatch.topology.StreamsConfig;
import dev.tunewatch.topology.StreamsProperties;
import dev.tunewatch.topology.StreamsService;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The topology as the product runs it, over the topics of one round. */
final class Pipeline implements AutoCloseable {

  private final Installation installation;
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Begin begin = new Begin();
  private final StreamsService service;

  /**
   * Starts it.
   *
   * @param state of the stores; kept when it closes
   */
  Pipeline(Installation installation, Profile profile, int threads, Path state, Clock clock) {
    this.installation = installation;
    Inspector inspector = new Inspector(RuleBook.bundled());
    this.service =
        new StreamsService(
            new StreamsConfig(state, profile, threads),
            installation.kafka(),
            release -> {
              begin.now();
              return inspector.examine(release);
            },
            registry,
            clock);
    service.start();
    Waiting.until(() -> service.check().stream().allMatch(health -> health.ready()));
  }

  /** Waits until all is caught up; the seconds that this took. */
  double catchUp() {
    long began = System.nanoTime();
    String group = StreamsProperties.applicationId(installation.kafka());
    Map<TopicPartition, Long> ends =
        installation.ends(installation.kafka().named(IngestTopics.RELEASES.name()));
    // First the question that the copy is asked: whether all is at rest costs a consumer to answer.
    Waiting.until(() -> alive() && installation.passed(group, ends));
    Waiting.until(() -> alive() && service.caughtUp());
    return (System.nanoTime() - began) / 1e9;
  }

  /** The seconds from the first inspection of this run until now. */
  double sinceBegin() {
    return begin.seconds();
  }

  private boolean alive() {
    if (service.failed().isCompletedExceptionally()) {
      throw new IllegalStateException("the topology died");
    }
    return true;
  }

  /** Releases that are assessed. */
  long assessed() {
    return service.summary().assessed();
  }

  /**
   * Reads, writes and rows scanned in the stores of the graph so far. What memory held is counted
   * as read: how much it holds is nothing to rely on at another size.
   */
  double graphOperations() {
    return reads() + operations("write") + operations("scan");
  }

  /** What was counted so far, a release. */
  Report.Growth growth(long releases) {
    long others =
        installation.sizes(installation.kafka().prefix()).entrySet().stream()
            .filter(
                topic ->
                    !topic.getKey().equals(installation.kafka().named(IngestTopics.RELEASES.name()))
                        && !topic.getKey().equals(installation.kafka().named("copy.v1")))
            .mapToLong(java.util.Map.Entry::getValue)
            .sum();
    double n = releases;
    return new Report.Growth(
        releases,
        reads() / n,
        operations("write") / n,
        operations("scan") / n,
        counter("tunewatch_streams_lineage_messages_total") / n,
        counter("tunewatch_streams_lineage_message_bytes_total") / n,
        others / n);
  }

  private double reads() {
    return operations("read") + operations("recall");
  }

  private double operations(String operation) {
    Double value =
        registry.getSampleValue(
            "tunewatch_streams_graph_operations_total",
            new String[] {"operation"},
            new String[] {operation});
    return value == null ? 0 : value;
  }

  private double counter(String name) {
    Double value = registry.getSampleValue(name);
    return value == null ? 0 : value;
  }

  @Override
  public void close() {
    service.close();
  }
}
