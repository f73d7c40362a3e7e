package dev.tunewatch.app.run;

import dev.tunewatch.app.config.ConfigError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells other commands where the embedded Kafka of a data folder listens while it runs. */
public final class RunningKafka implements AutoCloseable {

  private static final String FILE = "kafka.address";

  private final Path file;

  private RunningKafka(Path file) {
    this.file = file;
  }

  static RunningKafka announce(Path data, String address) throws IOException {
    Path file = data.resolve(FILE);
    Files.writeString(file, address);
    return new RunningKafka(file);
  }

  /** Where the Kafka of that folder listens, if a standalone with one runs there. */
  public static Optional<String> in(Path data) {
    try (Socket probe = new Socket()) {
      String address = Files.readString(data.resolve(FILE)).strip();
      URI parts = URI.create("kafka://" + address);
      // A process that was killed leaves its file behind.
      probe.connect(new InetSocketAddress(parts.getHost(), parts.getPort()), 1_000);
      return Optional.of(address);
    } catch (IOException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /**
   * Where the Kafka of that folder listens.
   *
   * @throws ConfigError if no standalone with an embedded Kafka runs there
   */
  public static String addressIn(Path data) {
    return in(data)
        .orElseThrow(
            () ->
                new ConfigError(
                    "--data " + data + ": no standalone with an embedded Kafka runs there"));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
