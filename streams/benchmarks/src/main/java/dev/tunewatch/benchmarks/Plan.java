package dev.tunewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What to run.
 *
 * @param releases of the made-up hub, at least {@link #LEAST}
 * @param rounds of the throughput, of which the median counts; each on topics of its own
 * @param partitions of the topics
 * @param threads that process
 * @param seed of the made-up hub
 * @param latencyFor how long releases come at the pace of {@link #PACE}; nought leaves it out
 * @param folder for broker and state; what the run wrote is deleted afterwards
 */
public record Plan(
    long releases,
    int rounds,
    int partitions,
    int threads,
    long seed,
    Duration latencyFor,
    Path folder) {

  /** Fewer have no families worth the name. */
  public static final long LEAST = 1_000;

  /** Releases a second while the latency is measured. */
  public static final int PACE = 100;

  public Plan {
    if (releases < LEAST || releases > 100_000_000) {
      throw new IllegalArgumentException("--releases is " + LEAST + " to 100000000");
    }
    if (partitions < 1 || partitions > 1_000) {
      throw new IllegalArgumentException("--partitions is 1 to 1000");
    }
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("--threads is 1 to 64");
    }
    if (rounds < 1 || rounds > 9 || rounds % 2 == 0) {
      throw new IllegalArgumentException("--rounds is odd, 1 to 9");
    }
  }

  /** Deletes a folder and all that is in it. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
