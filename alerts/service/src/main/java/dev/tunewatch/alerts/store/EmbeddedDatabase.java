package dev.tunewatch.alerts.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * PostgreSQL as a child process on loopback, with data that survives it. Its library is made for
 * tests and switches durability off; it is switched on again here.
 */
final class EmbeddedDatabase implements AutoCloseable {

  private final EmbeddedPostgres postgres;

  private EmbeddedDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static EmbeddedDatabase start(Path directory) throws IOException {
    Path base = directory.toAbsolutePath().normalize();
    Path data = base.resolve("data");
    Path complete = base.resolve("complete");
    Files.createDirectories(data);
    OrphanedPostgres.stop(data);
    if (!Files.exists(complete)) {
      // A first start that was killed half-way left a folder that never held anything.
      clear(data);
    }
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setOverrideWorkingDirectory(base.resolve("binaries").toFile())
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("max_connections", "40")
            .setServerConfig("shared_buffers", "64MB")
            .setServerConfig("jit", "off")
            .setServerConfig("max_wal_size", "256MB")
            .start();
    Files.writeString(complete, "initialised\n");
    return new EmbeddedDatabase(postgres);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres";
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }
}
