package dev.tunewatch.topology;

import java.nio.file.Path;

/**
 * How this process runs the topology.
 *
 * @param stateDirectory for the stores; one process at a time, restored from Kafka where it is lost
 * @param profile what to favour
 * @param threads that process; of use up to the number of partitions
 */
public record StreamsConfig(Path stateDirectory, Profile profile, int threads) {

  public StreamsConfig {
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("threads is 1 to 64, not " + threads);
    }
  }

  /** Live settings with two threads. */
  public static StreamsConfig in(Path stateDirectory) {
    return new StreamsConfig(stateDirectory, Profile.LATENCY, 2);
  }
}
