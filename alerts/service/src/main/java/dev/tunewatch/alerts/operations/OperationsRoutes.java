package dev.tunewatch.alerts.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.events.ComponentHealth;
import dev.tunewatch.events.EventJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /metrics}, {@code /health/live} and {@code /health/ready}, the same in every process. They
 * need no token: they show counts and the names of components.
 */
public final class OperationsRoutes {

  /** The addresses. */
  public static final List<String> PATHS = List.of("/metrics", "/health/live", "/health/ready");

  private final Map<String, Hook> hooks = new ConcurrentHashMap<>();
  private final RegistryUnion registries;
  private final Supplier<List<ComponentHealth>> components;

  /**
   * For a process with one registry.
   *
   * @param components asked anew at each scrape and each health check; it must not block for long
   */
  public OperationsRoutes(CollectorRegistry registry, Supplier<List<ComponentHealth>> components) {
    this(registry, List.of(), components);
  }

  /**
   * Registers the metrics of the JVM, {@code tunewatch_build_info} and {@code
   * tunewatch_component_ready} beside what is there already.
   *
   * @param others shown beside it; families of the same name become one
   * @param components asked anew at each scrape and each health check; it must not block for long
   */
  public OperationsRoutes(
      CollectorRegistry registry,
      List<CollectorRegistry> others,
      Supplier<List<ComponentHealth>> components) {
    this.registries = new RegistryUnion(registry, others);
    this.components = components;
    DefaultExports.register(registry);
    BuildInfo.register(registry);
    new ComponentReadyCollector(components).register(registry);
  }

  /** Takes what a hub sends. */
  public interface Hook {

    /**
     * Takes one message in.
     *
     * @param secret the header {@code X-Webhook-Secret}, null where absent
     * @param body as it came, at most {@link HttpServer#MAX_BODY}
     * @return the HTTP status of the answer
     */
    int receive(@Nullable String secret, byte[] body);
  }

  /** Serves {@code POST /hooks/<hub>} from now on; without a hook there is nothing there. */
  public void hook(String hub, Hook hook) {
    hooks.put(hub, hook);
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/metrics", this::metrics);
    routes.get("/health/live", OperationsRoutes::live);
    routes.get("/health/ready", this::ready);
    routes.post("/hooks/{hub}", this::receive);
  }

  private void receive(Context http) {
    Hook hook = hooks.get(http.pathParam("hub"));
    http.status(
        hook == null ? 404 : hook.receive(http.header("X-Webhook-Secret"), http.bodyAsBytes()));
  }

  private void metrics(Context http) throws IOException {
    String type = TextFormat.chooseContentType(http.header("Accept"));
    StringWriter text = new StringWriter();
    TextFormat.writeFormat(type, text, registries.families());
    http.contentType(type).result(text.toString());
  }

  private static void live(Context http) {
    http.contentType("application/json").result("{\"status\":\"live\"}");
  }

  private void ready(Context http) {
    HealthReport report = HealthReport.of(components.get());
    try {
      http.status(report.isReady() ? 200 : 503)
          .contentType("application/json")
          .result(EventJson.mapper().writeValueAsBytes(report));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
