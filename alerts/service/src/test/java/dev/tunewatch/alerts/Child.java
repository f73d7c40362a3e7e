package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.bus.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@link ServiceMain} as a child process on the servers that all tests share. */
final class Child implements AutoCloseable {

  private static final int SIGKILL = 137;

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static Child start(KafkaSettings kafka) throws IOException {
    Path log = Files.createTempFile("tunewatch-child", ".log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServiceMain.class.getName(),
                kafka.bootstrapServers(),
                kafka.prefix(),
                SharedServers.database().jdbcUrl())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Child(process, log);
  }

  boolean isAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("the child ended by itself: " + text());
    }
    return true;
  }

  /** SIGKILL, as {@code kill -9} sends it; returns when the process is gone. */
  void kill() throws InterruptedException {
    assertThat(process.isAlive()).as(this::text).isTrue();
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(SIGKILL);
  }

  String text() {
    try {
      String all = Files.readString(log);
      return all.substring(Math.max(0, all.length() - 4_000));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(log);
  }
}
