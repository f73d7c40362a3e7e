package dev.tunewatch.bus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One broker for all tests of this JVM; each test has a prefix of its own. */
final class SharedBroker {

  private static final AtomicInteger PREFIXES = new AtomicInteger();
  private static final EmbeddedBroker BROKER = start();

  private SharedBroker() {}

  /** An installation that nobody else uses, of three partitions. */
  static KafkaSettings installation() {
    String prefix = "test" + PREFIXES.incrementAndGet() + ".";
    return new KafkaSettings(BROKER.bootstrapServers(), prefix, 3, 1, Map.of());
  }

  private static EmbeddedBroker start() {
    try {
      Path directory = Files.createTempDirectory("tunewatch-bus");
      EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    broker.close();
                    delete(directory);
                  }));
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
