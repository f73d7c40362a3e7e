package dev.tunewatch.crawler.canary;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.checkpoint.KafkaCheckpoints;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.lane.LaneRunner;
import dev.tunewatch.crawler.publish.KafkaPublication;
import dev.tunewatch.events.Canaries;
import dev.tunewatch.events.ComponentHealth;
import io.prometheus.client.CollectorRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The synthetic source of an installation. Any number of processes may run one; the canaries of all
 * of them together are as far apart as configured.
 */
public final class Canary implements AutoCloseable {

  private final LaneRunner runner;

  /**
   * Wires it; the topics must exist.
   *
   * @param registry gets the metrics
   */
  public Canary(CanaryConfig config, KafkaSettings kafka, CollectorRegistry registry, Clock clock) {
    runner =
        new LaneRunner(
            "ingest." + Canaries.HUB,
            new CanaryLane(
                config,
                new KafkaCheckpoints(kafka),
                new KafkaPublication(kafka, Canaries.HUB, Canaries.HUB),
                new CanaryMetrics(registry, config.every()),
                clock,
                Waiter.SYSTEM),
            false,
            Waiter.SYSTEM,
            new SecureRandom());
  }

  /** Starts it; call once. */
  public void start() {
    runner.start();
  }

  /** Whether canaries can be published. */
  public List<ComponentHealth> check() {
    return List.of(runner.health());
  }

  /** Stops it; takes less than 3 seconds. */
  @Override
  public void close() {
    runner.close();
    try {
      runner.awaitEnd(Duration.ofSeconds(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
