package dev.tunewatch.bus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A broker in a JVM of its own, so that it can be killed. It ends when its standard input does, so
 * it never outlives the test that holds the other end.
 */
final class ChildBroker implements AutoCloseable {

  private final Process process;
  private final String bootstrapServers;

  private ChildBroker(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /** Runs in the child. */
  public static void main(String[] args) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), 0);
    System.out.println("READY " + broker.bootstrapServers());
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0);
  }

  static ChildBroker start(Path directory) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path said = Files.createTempFile("child-broker", ".err");
    said.toFile().deleteOnExit();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-cp",
                classPath,
                ChildBroker.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.to(said.toFile()))
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("READY ")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the child broker did not start: " + Files.readString(said));
    }
    return new ChildBroker(process, line.substring(6));
  }

  KafkaSettings installation() {
    return KafkaSettings.local(bootstrapServers);
  }

  /** The signal that nobody can catch; returns when the process is gone. */
  int kill() throws InterruptedException {
    process.destroyForcibly();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
