package dev.tunewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.assertj.core.api.SoftAssertions;

/**
 * A real Prometheus on loopback that scrapes one target each second, and is then asked what
 * dashboards would ask. Everything it writes lies in a temporary directory that {@link #close}
 * deletes.
 */
public final class PrometheusProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OkHttpClient http = new OkHttpClient();
  private final Path directory;
  private final int port;
  private final Process process;

  private PrometheusProbe(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts it and returns when the target was scraped twice, so that rates have a value.
   *
   * @param target where the metrics are; a path of {@code /} or none means {@code /metrics}
   * @throws AssertionError where the program is missing, or the target cannot be scraped within two
   *     minutes; it holds Prometheus' own word for why
   */
  public static PrometheusProbe start(URI target) throws IOException {
    Debian.installed(Debian.PROMETHEUS);
    Path directory = Files.createTempDirectory("tunewatch-prometheus");
    Files.writeString(directory.resolve("prometheus.yml"), configuration(target));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                Debian.PROMETHEUS.toString(),
                "--config.file=" + directory.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    PrometheusProbe probe = new PrometheusProbe(directory, port, process);
    try {
      probe.awaitTwoScrapes();
    } catch (RuntimeException | Error e) {
      probe.close();
      throw e;
    }
    return probe;
  }

  /**
   * Fails with every expression that selects nothing or is refused.
   *
   * @param expressions as dashboards hold them, with Grafana's variables
   */
  public void assertNonEmpty(List<String> expressions) {
    assertThat(expressions).isNotEmpty();
    SoftAssertions softly = new SoftAssertions();
    for (String expression : expressions) {
      String plain = substituted(expression);
      JsonNode answer = query(plain);
      softly
          .assertThat(answer.path("status").asText())
          .as("%s: %s", plain, answer.path("error").asText())
          .isEqualTo("success");
      softly.assertThat(answer.at("/data/result")).as("result of %s", plain).isNotEmpty();
    }
    softly.assertAll();
  }

  /**
   * The answer of {@code /api/v1/query} now.
   *
   * @param expression without variables
   */
  public JsonNode query(String expression) {
    return get("query", "query", expression);
  }

  /** Variables as Grafana fills them for "All", over windows that a young Prometheus can fill. */
  static String substituted(String expression) {
    return expression
        .replace("$__rate_interval", "1m")
        .replace("$__interval", "1m")
        .replace("$__range", "5m")
        .replace("$job", ".*")
        .replace("$instance", ".*");
  }

  /** Stops Prometheus and deletes what it wrote. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      http.connectionPool().evictAll();
      http.dispatcher().executorService().shutdown();
    }
  }

  private void awaitTwoScrapes() {
    await("two scrapes")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              assertThat(process.isAlive()).as("Prometheus: %s", log()).isTrue();
              List<String> errors = new ArrayList<>();
              get("targets").findValuesAsText("lastError").forEach(errors::add);
              JsonNode scrapes = query("sum_over_time(up[5m])").at("/data/result");
              assertThat(scrapes).as("target up; its last error: %s", errors).isNotEmpty();
              assertThat(scrapes.at("/0/value/1").asInt()).isGreaterThanOrEqualTo(2);
            });
  }

  private JsonNode get(String path, String... parameters) {
    HttpUrl.Builder url =
        new HttpUrl.Builder()
            .scheme("http")
            .host("127.0.0.1")
            .port(port)
            .addPathSegments("api/v1/" + path);
    for (int i = 0; i < parameters.length; i += 2) {
      url.addQueryParameter(parameters[i], parameters[i + 1]);
    }
    try (Response response =
        http.newCall(new Request.Builder().url(url.build()).build()).execute()) {
      return JSON.readTree(response.body().bytes());
    } catch (IOException e) {
      throw new AssertionError("Prometheus does not answer: " + log(), e);
    }
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      return "its log cannot be read: " + e;
    }
  }

  private static String configuration(URI target) {
    String path =
        target.getPath() == null || target.getPath().length() < 2 ? "/metrics" : target.getPath();
    return """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
          - job_name: tunewatch
            scheme: %s
            metrics_path: %s
            static_configs: [{targets: ["%s"]}]
        """
        .formatted(target.getScheme(), path, target.getAuthority());
  }

  /** Prometheus cannot be told to choose a port and say which. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
