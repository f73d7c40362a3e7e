package dev.tunewatch.alerts.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Alertmanager on loopback, which tells one webhook receiver at once. */
final class RealAlertmanager implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");

  private final Path directory;
  private final int port;
  private final Process process;

  private RealAlertmanager(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** Starts it and returns when it is ready. */
  static RealAlertmanager tellingAtOnce(String receiver) throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new AssertionError(
          PROGRAM + " is missing; install it with `apt-get install prometheus-alertmanager`.");
    }
    Path directory = Files.createTempDirectory("tunewatch-alertmanager");
    Files.writeString(
        directory.resolve("alertmanager.yml"),
        """
        route:
          receiver: hook
          group_by: [alert_id, severity]
          group_wait: 0s
          group_interval: 1s
        receivers:
          - name: hook
            webhook_configs: [{url: "%s", send_resolved: true}]
        """
            .formatted(receiver));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--config.file=" + directory.resolve("alertmanager.yml"),
                "--storage.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    RealAlertmanager alertmanager = new RealAlertmanager(directory, port, process);
    try {
      alertmanager.awaitReady();
      return alertmanager;
    } catch (RuntimeException | Error e) {
      alertmanager.close();
      throw e;
    }
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void awaitReady() {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest ready = HttpRequest.newBuilder(URI.create(address() + "/-/ready")).build();
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreException(java.net.ConnectException.class)
        .untilAsserted(
            () -> {
              assertThat(process.isAlive()).as(() -> "Alertmanager: " + log()).isTrue();
              assertThat(client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode())
                  .isEqualTo(200);
            });
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      return "its log cannot be read: " + e;
    }
  }

  /** Alertmanager cannot be told to choose a port and say which. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
