package dev.tunewatch.helm;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** An HTTP server on loopback whose {@code /metrics} holds one series of each promised metric. */
final class MetricsPage implements AutoCloseable {

  private final HttpServer server;

  private MetricsPage(HttpServer server) {
    this.server = server;
  }

  /** Serves every metric but the ones named. */
  static MetricsPage without(Set<String> missing) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] page = page(missing).getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, page.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(page);
          }
        });
    server.start();
    return new MetricsPage(server);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static String page(Set<String> missing) {
    StringBuilder page = new StringBuilder();
    for (Metrics.Metric metric : Metrics.promised()) {
      if (!missing.contains(metric.name())) {
        page.append("# TYPE ").append(metric.name()).append(' ').append(metric.type()).append('\n');
        for (String series : metric.series()) {
          page.append(series).append(labels(metric, series)).append(" 0\n");
        }
      }
    }
    return page.toString();
  }

  private static String labels(Metrics.Metric metric, String series) {
    List<String> labels = metric.labels().stream().map(label -> label + "=\"x\"").toList();
    String bound = series.endsWith("_bucket") ? "le=\"+Inf\"," : "";
    return "{" + bound + String.join(",", labels) + "}";
  }
}
