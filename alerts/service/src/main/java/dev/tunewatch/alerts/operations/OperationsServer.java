package dev.tunewatch.alerts.operations;

import dev.tunewatch.events.ComponentHealth;
import io.javalin.Javalin;
import io.prometheus.client.CollectorRegistry;
import java.util.List;
import java.util.function.Supplier;

/** Metrics and health of a process that has no other HTTP interface. */
public final class OperationsServer implements AutoCloseable {

  private final Javalin http;
  private final OperationsRoutes routes;

  /**
   * Listens at once.
   *
   * @param host the address to listen on
   * @param port to listen on, or 0 for a free one
   * @param registry shown under {@code /metrics}; those of the JVM are added to it
   * @param components asked at each scrape and each health check
   */
  public OperationsServer(
      String host,
      int port,
      CollectorRegistry registry,
      Supplier<List<ComponentHealth>> components) {
    this(host, port, registry, List.of(), components);
  }

  /**
   * The same with further registries beside the first.
   *
   * @param others shown under {@code /metrics}, too; families of the same name become one
   */
  public OperationsServer(
      String host,
      int port,
      CollectorRegistry registry,
      List<CollectorRegistry> others,
      Supplier<List<ComponentHealth>> components) {
    this.routes = new OperationsRoutes(registry, others, components);
    this.http =
        Javalin.create(
            config -> {
              HttpServer.harden(config, 4);
              routes.register(config.routes);
            });
    http.start(host, port);
  }

  /** Serves {@code POST /hooks/<hub>} from now on. */
  public void hook(String hub, OperationsRoutes.Hook hook) {
    routes.hook(hub, hook);
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  @Override
  public void close() {
    HttpServer.stop(http);
  }
}
