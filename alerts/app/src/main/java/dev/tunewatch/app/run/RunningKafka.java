package dev.tunewatch.app.run;

import dev.tunewatch.app.config.ConfigError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /**
   * Where the Kafka of that folder listens.
   *
   * @throws ConfigError if no standalone with an embedded Kafka runs there
   */
  public static String addressIn(Path data) {
    try {
      return Files.readString(data.resolve(FILE)).strip();
    } catch (IOException e) {
      throw new ConfigError("--data " + data + ": no standalone with an embedded Kafka runs there");
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
