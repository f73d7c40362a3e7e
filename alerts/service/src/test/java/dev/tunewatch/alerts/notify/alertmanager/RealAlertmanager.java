package dev.tunewatch.alerts.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.events.EventJson;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Alertmanager on loopback, which tells one webhook receiver at once. */
public final class RealAlertmanager implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");

  private final Path directory;
  private final int port;
  private Process process;

  private RealAlertmanager(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** Starts it and returns when it is ready. */
  static RealAlertmanager tellingAtOnce(String receiver) throws IOException {
    return telling(receiver, Duration.ZERO);
  }

  /** The same, but that it waits for more of a group before it tells. */
  public static RealAlertmanager telling(String receiver, Duration groupWait) throws IOException {
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
          group_wait: %ds
          group_interval: 1s
        receivers:
          - name: hook
            webhook_configs: [{url: "%s", send_resolved: true}]
        """
            .formatted(groupWait.toSeconds(), receiver));
    int port = freePort();
    RealAlertmanager alertmanager = new RealAlertmanager(directory, port, start(directory, port));
    try {
      alertmanager.awaitReady();
      return alertmanager;
    } catch (RuntimeException | Error e) {
      alertmanager.close();
      throw e;
    }
  }

  private static Process start(Path directory, int port) throws IOException {
    return new ProcessBuilder(
            PROGRAM.toString(),
            "--config.file=" + directory.resolve("alertmanager.yml"),
            "--storage.path=" + directory.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address=")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  /** Posts an alert for each of these ids in one call, as its clients do; it has acknowledged. */
  public void post(List<String> ids) throws IOException, InterruptedException {
    ArrayNode alerts = EventJson.mapper().createArrayNode();
    for (String id : ids) {
      ObjectNode alert = alerts.addObject();
      alert
          .putObject("labels")
          .put("alertname", "Tunewatch")
          .put("alert_id", id)
          .put("severity", "p2");
      alert.putObject("annotations").put("summary", id + " declares its safeguards removed (V1)");
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + "/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(alerts.toString()))
            .build();
    assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  /** SIGKILL; returns when the next process on the same files is ready. */
  public void killAndRestart() throws IOException, InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    process = start(directory, port);
    awaitReady();
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
