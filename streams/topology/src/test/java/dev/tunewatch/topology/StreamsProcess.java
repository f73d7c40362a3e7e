package dev.tunewatch.topology;

import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.detect.Examination;
import dev.tunewatch.events.Release;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** The service as a process of its own, slow enough to be killed in the middle of its work. */
public final class StreamsProcess {

  private StreamsProcess() {}

  public static void main(String[] args) throws IOException {
    KafkaSettings kafka = new KafkaSettings(args[0], args[1], 2, 1, Map.of());
    Function<Release, Examination> words = new WordDetector();
    Function<Release, Examination> slow =
        release -> {
          LockSupport.parkNanos(4_000_000);
          return words.apply(release);
        };
    StreamsService service =
        new StreamsService(
            new StreamsConfig(Path.of(args[2]), Profile.LATENCY, 1),
            kafka,
            slow,
            new CollectorRegistry(),
            Clock.systemUTC());
    service.start();
    // Ends with the parent, which holds our standard input.
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0);
  }
}
