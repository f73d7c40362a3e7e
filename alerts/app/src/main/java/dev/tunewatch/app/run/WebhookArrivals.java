package dev.tunewatch.app.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tunewatch.alerts.AlertsConfig;
import dev.tunewatch.alerts.AlertsService;
import dev.tunewatch.alerts.alert.AlertsTopics;
import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.benchmarks.Arrivals;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Provisioning;
import dev.tunewatch.events.EventJson;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * The end of the whole way: the alerts service with its database and an immediate subscription to
 * everything, and a receiver of its webhook.
 */
public final class WebhookArrivals implements Arrivals {

  private static final int MAX_BODY = 1024 * 1024;

  private final Closing closing;

  private WebhookArrivals(Closing closing) {
    this.closing = closing;
  }

  /**
   * Opens one over an installation.
   *
   * @param folder for the database
   */
  public static Arrivals open(Path folder, KafkaSettings kafka, ObjLongConsumer<String> arrived)
      throws IOException {
    Closing closing = new Closing();
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ExecutorService threads = Executors.newFixedThreadPool(2);
      server.setExecutor(threads);
      server.createContext("/hook", exchange -> receive(exchange, arrived));
      server.start();
      closing.started(
          "receiver",
          () -> {
            server.stop(0);
            threads.shutdownNow();
          });
      try (Admin admin = Clients.admin(kafka)) {
        new Provisioning(admin, kafka).apply(AlertsTopics.all());
      }
      Database database = closing.started("database", Database.embedded(folder));
      Clock clock = Clock.systemUTC();
      AlertsService alerts =
          closing.started(
              "alerts",
              new AlertsService(
                  AlertsConfig.defaults().withPort(0).withAllowLocalTargets(true),
                  kafka,
                  database,
                  new CollectorRegistry(),
                  List.of(),
                  clock,
                  List::of));
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
      alerts.ensureSubscription("bench", address, null, Severity.P4, true);
      alerts.start();
      return new WebhookArrivals(closing);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e instanceof IOException io ? io : new IOException("alerts did not start", e);
    }
  }

  @Override
  public String target() {
    return "the webhook";
  }

  private static void receive(HttpExchange exchange, ObjLongConsumer<String> arrived)
      throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
      long now = System.nanoTime();
      arrived.accept(EventJson.mapper().readTree(body).at("/data/clusterId").asText(), now);
      exchange.sendResponseHeaders(204, -1);
    }
  }

  @Override
  public void close() {
    closing.close();
  }
}
